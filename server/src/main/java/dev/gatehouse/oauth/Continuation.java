package dev.gatehouse.oauth;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a browser is in the middle of while somebody signs in or decides.
 *
 * @param parameters of an authorization request, or null where it is about a page of ours
 * @param page a path of ours, or null where it is about an authorization request
 * @param userId who has proven the password but must choose another, or null
 * @param arrived when the request arrived
 */
record Continuation(Map<String, List<String>> parameters, String page, String userId, Instant arrived) {
    static Continuation of(ValidRequest request, Instant arrived) {
        return new Continuation(request.parameters(), null, null, arrived);
    }

    static Continuation to(String page, Instant arrived) {
        return new Continuation(null, page, null, arrived);
    }

    Continuation provenBy(String userId) {
        return new Continuation(parameters, page, userId, arrived);
    }

    boolean isAuthorization() {
        return parameters != null;
    }
}
