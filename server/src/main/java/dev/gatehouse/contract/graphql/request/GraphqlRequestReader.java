package dev.gatehouse.contract.graphql.request;

import dev.gatehouse.contract.RequestContent;
import dev.gatehouse.contract.RequestReader;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/** Tells the root fields that a GraphQL request which a gateway holds back is for. Stateless. */
public final class GraphqlRequestReader implements RequestReader {
    private static final int MAX_FIELDS = 100;
    private static final String TYPE_NAME = ".__typename";

    /** By custom: a schema does not tell. */
    @Override
    public Set<String> paths() {
        return Set.of("/graphql");
    }

    @Override
    public int maximumBytes() {
        return GraphqlHttpRequest.MAX_BYTES;
    }

    @Override
    public String endpointNoun() {
        return "root field";
    }

    /**
     * The endpoints of all root fields.
     *
     * @throws dev.gatehouse.api.ApiException ERR12170 where it cannot be told which they are
     */
    @Override
    public SortedSet<String> endpoints(RequestContent request) {
        SortedSet<String> names = GraphqlRequests.rootFields(forwarded(request));
        if (names.size() > MAX_FIELDS) {
            throw Undecidable.because(
                    "it asks for %,d root fields; the most is %d".formatted(names.size(), MAX_FIELDS));
        }
        return names;
    }

    /** The name of a root type tells nothing that the schema's readers would not know. */
    @Override
    public boolean needsNoRegistration(String endpoint) {
        return endpoint.endsWith(TYPE_NAME);
    }

    private static GraphqlHttpRequest forwarded(RequestContent request) {
        if (!request.fields("Sec-WebSocket-Key").isEmpty()
                || !request.fields("Upgrade").isEmpty()) {
            throw Undecidable.because(
                    "it opens a WebSocket or another protocol, in which operations follow that no gateway asks about");
        }
        if (!request.isWhole()) {
            throw Undecidable.because("the body did not come whole; up to %,d bytes are looked at"
                    .formatted(GraphqlHttpRequest.MAX_BYTES));
        }
        return new GraphqlHttpRequest(
                request.method(),
                request.query(),
                single(request, "Content-Type"),
                single(request, "Content-Encoding"),
                request.body());
    }

    private static String single(RequestContent request, String name) {
        List<String> values = request.fields(name);
        if (values.size() > 1) {
            throw Undecidable.because("header field '%s' is given more than once".formatted(name));
        }
        return values.isEmpty() ? "" : values.getFirst();
    }
}
