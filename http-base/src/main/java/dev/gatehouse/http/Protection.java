package dev.gatehouse.http;

import dev.gatehouse.api.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a route asks of its caller.
 *
 * @param anyScope a token with one of these scopes is needed; empty when the route is open
 * @param openBecause why the route needs no token; null when it is protected
 * @param clientCredentials whether a client may also authenticate with HTTP Basic, in place of a bearer token
 */
public record Protection(List<String> anyScope, @Nullable String openBecause, boolean clientCredentials) {
    public Protection {
        anyScope = List.copyOf(anyScope);
    }

    /** A bearer token with at least one of the scopes is needed. */
    public static Protection anyScope(String... scopes) {
        return new Protection(List.of(scopes), null, false);
    }

    /** Anybody may call; the reason is kept with the route. */
    public static Protection open(String because) {
        return new Protection(List.of(), because, false);
    }

    Protection withClientCredentials() {
        return new Protection(anyScope, openBecause, true);
    }

    public boolean isOpen() {
        return openBecause != null;
    }

    /** Whether the caller may use the route. */
    public boolean admits(Caller caller) {
        for (String scope : anyScope) {
            if (caller.scopes().contains(scope)) {
                return true;
            }
        }
        return false;
    }
}
