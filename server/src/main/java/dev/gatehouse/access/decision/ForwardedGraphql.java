package dev.gatehouse.access.decision;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.contract.graphql.GraphqlHttpRequest;
import dev.gatehouse.contract.graphql.GraphqlRequests;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.http.FieldName;
import dev.gatehouse.http.Request;
import java.util.List;

/** Takes a GraphQL request out of a gateway's question. Stateless. */
final class ForwardedGraphql {
    /** Envoy's word for a body of which it sends the beginning only. */
    private static final String PARTIAL = "X-Envoy-Auth-Partial-Body";

    private static final FieldName WEB_SOCKET = FieldName.of("Sec-WebSocket-Key");
    private static final FieldName UPGRADE = FieldName.of("Upgrade");
    private static final FieldName CONTENT_TYPE = FieldName.of("Content-Type");
    private static final FieldName CONTENT_ENCODING = FieldName.of("Content-Encoding");

    private ForwardedGraphql() {}

    /** @throws dev.gatehouse.api.ApiException ERR12170 where the body did not come whole, or operations would follow it */
    static GraphqlHttpRequest of(ForwardedRequest asked, Request request) {
        if (!request.headers(WEB_SOCKET).isEmpty() || !request.headers(UPGRADE).isEmpty()) {
            throw ErrorCode.GRAPHQL_UNDECIDABLE.with(
                    "it opens a WebSocket or another protocol, in which operations follow that no gateway asks about");
        }
        if (request.bodyTooLarge() || "true".equalsIgnoreCase(request.header(PARTIAL))) {
            throw ErrorCode.GRAPHQL_UNDECIDABLE.with("the body did not come whole; up to %,d bytes are looked at"
                    .formatted(GraphqlRequests.MAXIMUM_BYTES));
        }
        return new GraphqlHttpRequest(
                asked.method(),
                query(asked.target()),
                single(request, CONTENT_TYPE),
                single(request, CONTENT_ENCODING),
                request.body());
    }

    private static String query(String target) {
        int start = target.indexOf('?');
        return start < 0 ? "" : target.substring(start + 1);
    }

    private static String single(Request request, FieldName name) {
        List<String> values = request.headers(name);
        if (values.size() > 1) {
            throw ErrorCode.GRAPHQL_UNDECIDABLE.with("header field '%s' is given more than once".formatted(name));
        }
        return values.isEmpty() ? "" : values.getFirst();
    }
}
