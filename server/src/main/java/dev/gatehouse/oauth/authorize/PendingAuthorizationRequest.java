package dev.gatehouse.oauth.authorize;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a browser is in the middle of while somebody signs in or decides.
 *
 * @param parameters of an authorization request, or null where it is about a page of ours
 * @param pushedAs the request URI that stood for them, or null
 * @param page a path of ours, or null where it is about an authorization request
 * @param userId who has proven the password but must choose another, or null
 * @param arrived when the request arrived
 */
public record PendingAuthorizationRequest(
        @Nullable Map<String, List<String>> parameters,
        @Nullable String pushedAs,
        @Nullable String page,
        @Nullable String userId,
        Instant arrived) {
    static PendingAuthorizationRequest of(ValidRequest request, Instant arrived) {
        return new PendingAuthorizationRequest(
                request.parameters(), request.sent().pushedAs(), null, null, arrived);
    }

    public static PendingAuthorizationRequest to(String page, Instant arrived) {
        return new PendingAuthorizationRequest(null, null, page, null, arrived);
    }

    /** A request to sign out. */
    public static PendingAuthorizationRequest toSignOut(Map<String, List<String>> parameters, Instant arrived) {
        return new PendingAuthorizationRequest(parameters, null, null, null, arrived);
    }

    public PendingAuthorizationRequest provenBy(String userId) {
        return new PendingAuthorizationRequest(parameters, pushedAs, page, userId, arrived);
    }

    /** The same, as if it had arrived then. */
    PendingAuthorizationRequest again(Instant then) {
        return new PendingAuthorizationRequest(parameters, pushedAs, page, null, then);
    }

    SentRequest sent() {
        return new SentRequest(Objects.requireNonNullElse(parameters, Map.of()), pushedAs);
    }

    /** The languages that the client prefers, unchecked; null for none. */
    public @Nullable String uiLocales() {
        return sent().uiLocales();
    }

    public boolean isAuthorization() {
        return parameters != null;
    }
}
