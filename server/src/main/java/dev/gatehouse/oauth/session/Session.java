package dev.gatehouse.oauth.session;

import dev.gatehouse.authority.ScopeLimit;
import java.time.Instant;

/**
 * One browser that somebody is signed in with.
 *
 * @param sessionId names the session to its user; opens nothing
 * @param limit the system scopes that the user may hold now
 * @param userAgent how the browser names itself
 * @param authenticated when the password was last entered
 */
public record Session(
        String sessionId,
        String userId,
        ScopeLimit limit,
        String userAgent,
        Instant authenticated,
        Instant lastUsed,
        Instant expires) {}
