package dev.gatehouse.client.decision;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiCall;
import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.call.Transport;
import org.jspecify.annotations.Nullable;

/** Whether requests may pass. The token is the one of whoever calls the gateway. Thread-safe. */
public final class Decisions {
    private static final ApiOperation DECIDE = admin("GET", "/access/{serviceId}");
    private static final ApiOperation DECIDE_WITH_BODY = admin("POST", "/access/{serviceId}");

    private final Transport transport;

    public Decisions(Transport transport) {
        this.transport = transport;
    }

    /** @param token the request's bearer token; null where it has none */
    public Decision decide(String serviceId, RequestLine request, @Nullable Secret token) {
        return decision(transport.call(DECIDE, serviceId), request, token);
    }

    /** Decides about a request to a GraphQL service. @param body the request's, with its Content-Type */
    public Decision decide(
            String serviceId, RequestLine request, byte[] body, String contentType, @Nullable Secret token) {
        return decision(transport.call(DECIDE_WITH_BODY, serviceId).body(body, contentType), request, token);
    }

    private static Decision decision(ApiCall call, RequestLine request, @Nullable Secret token) {
        ApiCall asked = token == null ? call.anonymous() : call.bearer(token);
        try {
            return Decision.allowed(asked.header("X-Forwarded-Method", request.method())
                    .header("X-Forwarded-Uri", request.target())
                    .reply());
        } catch (GatehouseException e) {
            if (e.status() != 401 && e.status() != 403) {
                throw e;
            }
            return Decision.refused(e);
        }
    }
}
