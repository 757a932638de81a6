package dev.gatehouse.client.decision;

import dev.gatehouse.client.call.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to have explained that does not fit into a URL.
 *
 * @param headers fields that a decision depends on
 * @param body of a request to a GraphQL service; null for none
 * @param token the request's bearer token; null for none
 */
public record DecisionQuestion(
        RequestLine request,
        Map<String, String> headers,
        @Nullable String body,
        @Nullable Secret token) {
    public DecisionQuestion {
        headers = Map.copyOf(headers);
    }

    /** A request with a token, and nothing unusual. */
    public static DecisionQuestion of(RequestLine request, Secret token) {
        return new DecisionQuestion(request, Map.of(), null, token);
    }
}
