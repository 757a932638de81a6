package dev.gatehouse.access.explanation;

import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.MethodOverrides;
import dev.gatehouse.decision.content.RequestContent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be explained: a request, and who makes it. Immutable.
 *
 * @param method as on the request line
 * @param uri its target as it was sent, with the query
 * @param headers fields that a decision may depend on; null for none
 * @param body of a request to a GraphQL service; null for none
 * @param client by whose scopes to decide; null for none
 * @param token in place of a client; null for none
 */
record Question(
        String method,
        String uri,
        @Nullable Map<String, String> headers,
        @Nullable String body,
        @Nullable String client,
        @Nullable String token) {
    private static final byte[] NOTHING = {};

    Question {
        headers = headers == null ? Map.of() : Map.copyOf(headers);
    }

    private Map<String, String> fields() {
        return headers == null ? Map.of() : headers;
    }

    private @Nullable String field(String name) {
        return fields().entrySet().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    ForwardedRequest asked() {
        String announced =
                method.equals("OPTIONS") && field("Origin") != null ? field("Access-Control-Request-Method") : null;
        List<String> overrides = fields().entrySet().stream()
                .filter(field -> MethodOverrides.isHeader(field.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return new ForwardedRequest(method, uri, overrides, announced);
    }

    /** The same for services whose requests say themselves what they are for. */
    RequestContent content() {
        return new RequestContent() {
            @Override
            public String method() {
                return method;
            }

            @Override
            public String query() {
                return asked().query();
            }

            @Override
            public List<String> fields(String name) {
                String value = field(name);
                return value == null ? List.of() : List.of(value);
            }

            @Override
            public byte[] body() {
                return body == null ? NOTHING : body.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public boolean isWhole() {
                return true;
            }
        };
    }
}
