package dev.gatehouse.client.token;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a token is to reach.
 *
 * @param scope separated by one space; null for all that the client may have
 * @param resource the one resource it is for (RFC 8707); null for any
 */
public record TokenTarget(@Nullable String scope, @Nullable String resource) {
    /** All that the client may have. */
    public static TokenTarget everything() {
        return new TokenTarget(null, null);
    }

    public static TokenTarget scopes(String... scopes) {
        return new TokenTarget(String.join(" ", scopes), null);
    }

    public TokenTarget at(String uri) {
        return new TokenTarget(scope, uri);
    }

    void into(Map<String, String> form) {
        if (scope != null) {
            form.put("scope", scope);
        }
        if (resource != null) {
            form.put("resource", resource);
        }
    }
}
