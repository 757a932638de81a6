package dev.gatehouse.client.service;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a service lets its clients call.
 *
 * @param endpoint path and method, such as {@code /v1/data@post}
 * @param operation its operation id
 * @param scope the scopes a token needs for it, separated by one space; may be empty
 * @param requires alternatives of scopes of which a token must cover one; empty where {@code scope} says it all
 * @param maxAge how many seconds ago the user of a token may have signed in (RFC 9470); null where that does not matter
 */
public record Endpoint(
        String endpoint,
        String operation,
        String scope,
        List<List<String>> requires,
        @JsonUnwrapped Lifetime lifetime,
        @Nullable Integer maxAge) {
    public Endpoint {
        requires = requires.stream().map(List::copyOf).toList();
    }

    /**
     * Whether clients should move away from it.
     *
     * @param sunset when it is expected to go; null where nobody said
     */
    public record Lifetime(boolean deprecated, @Nullable Instant sunset) {}

    /** One that stays. */
    public static Endpoint of(String endpoint, String operation, String scope) {
        return new Endpoint(endpoint, operation, scope, List.of(), new Lifetime(false, null), null);
    }

    /** The same for users who signed in at most so many seconds ago. */
    public Endpoint withMaxAge(int seconds) {
        return new Endpoint(endpoint, operation, scope, requires, lifetime, seconds);
    }
}
