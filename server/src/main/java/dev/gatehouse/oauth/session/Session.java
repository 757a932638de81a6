package dev.gatehouse.oauth.session;

import dev.gatehouse.authority.ScopeLimit;
import java.time.Instant;
import java.util.UUID;

/**
 * One browser that somebody is signed in with.
 *
 * @param sessionId names the session to its user; opens nothing
 * @param limit the system scopes that the user may hold now
 * @param userAgent how the browser names itself
 * @param ground what rests on the session ends with that
 */
public record Session(
        UUID sessionId,
        String userId,
        ScopeLimit limit,
        String userAgent,
        Ground ground,
        Instant lastUsed,
        Instant expires) {
    /** When the password was last entered. */
    public Instant authenticated() {
        return ground.authenticated();
    }

    /** When it is over at the latest, unless it is used before. */
    public Instant until() {
        Instant idle = lastUsed.plus(Sessions.IDLE);
        return idle.isBefore(expires) ? idle : expires;
    }
}
