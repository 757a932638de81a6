package dev.gatehouse.oauth.session;

import java.time.Instant;

/**
 * One browser that somebody is signed in with.
 *
 * @param sessionId names the session to its user; opens nothing
 * @param userType as users have it: admin, employee, customer or partner
 * @param userAgent how the browser names itself
 * @param authenticated when the password was last entered
 */
public record Session(
        String sessionId,
        String userId,
        String userType,
        String userAgent,
        Instant authenticated,
        Instant lastUsed,
        Instant expires) {
    public boolean isAdministrator() {
        return userType.equals("admin");
    }
}
