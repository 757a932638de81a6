package dev.gatehouse.oauth.authorize;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a browser is in the middle of while somebody signs in or decides.
 *
 * @param parameters of an authorization request, or null where it is about a page of ours
 * @param page a path of ours, or null where it is about an authorization request
 * @param userId who has proven the password but must choose another, or null
 * @param arrived when the request arrived
 */
public record PendingAuthorizationRequest(
        @Nullable Map<String, List<String>> parameters,
        @Nullable String page,
        @Nullable String userId,
        Instant arrived) {
    static PendingAuthorizationRequest of(ValidRequest request, Instant arrived) {
        return new PendingAuthorizationRequest(request.parameters(), null, null, arrived);
    }

    public static PendingAuthorizationRequest to(String page, Instant arrived) {
        return new PendingAuthorizationRequest(null, page, null, arrived);
    }

    public PendingAuthorizationRequest provenBy(String userId) {
        return new PendingAuthorizationRequest(parameters, page, userId, arrived);
    }

    public boolean isAuthorization() {
        return parameters != null;
    }
}
