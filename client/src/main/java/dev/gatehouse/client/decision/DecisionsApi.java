package dev.gatehouse.client.decision;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiCall;
import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.call.Transport;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether requests may pass. The token is the one of whoever calls the gateway. Thread-safe. */
public final class DecisionsApi {
    private static final ApiOperation DECIDE = admin("GET", "/access/{serviceId}");
    private static final ApiOperation DECIDE_WITH_BODY = admin("POST", "/access/{serviceId}");
    private static final ApiOperation EXPLAIN = admin("GET", "/access-explanation/{serviceId}");
    private static final ApiOperation EXPLAIN_BY_TOKEN = admin("POST", "/access-explanation/{serviceId}");

    private final Transport transport;

    public DecisionsApi(Transport transport) {
        this.transport = transport;
    }

    /** @param token the request's bearer token; null where it has none */
    public AccessDecision decide(String serviceId, RequestLine request, @Nullable Secret token) {
        return decision(transport.call(DECIDE, serviceId), request, token);
    }

    /** Decides about a request to a GraphQL service. @param body the request's, with its Content-Type */
    public AccessDecision decide(
            String serviceId, RequestLine request, byte[] body, String contentType, @Nullable Secret token) {
        return decision(transport.call(DECIDE_WITH_BODY, serviceId).body(body, contentType), request, token);
    }

    /**
     * Why the request of a client may pass, or may not; for who owns service or client.
     *
     * @param clientId by whose scopes to decide; null for no token at all
     */
    public ExplainedDecision explain(String serviceId, RequestLine request, @Nullable String clientId) {
        return transport
                .call(EXPLAIN, serviceId)
                .query("method", request.method())
                .query("uri", request.target())
                .query("client", clientId)
                .read(ExplainedDecision.class);
    }

    /** The same with a token, or where header fields or a body matter. */
    public ExplainedDecision explain(String serviceId, DecisionQuestion question) {
        Map<String, Object> asked = new HashMap<>();
        asked.put("method", question.request().method());
        asked.put("uri", question.request().target());
        asked.put("headers", question.headers());
        if (question.body() != null) {
            asked.put("body", question.body());
        }
        if (question.token() != null) {
            asked.put("token", question.token().reveal());
        }
        return transport.call(EXPLAIN_BY_TOKEN, serviceId).json(asked).read(ExplainedDecision.class);
    }

    private static AccessDecision decision(ApiCall call, RequestLine request, @Nullable Secret token) {
        ApiCall asked = token == null ? call.anonymous() : call.bearer(token);
        try {
            return AccessDecision.allowed(asked.header("X-Forwarded-Method", request.method())
                    .header("X-Forwarded-Uri", request.target())
                    .reply());
        } catch (GatehouseException e) {
            if (e.status() != 401 && e.status() != 403) {
                throw e;
            }
            return AccessDecision.refused(e);
        }
    }
}
