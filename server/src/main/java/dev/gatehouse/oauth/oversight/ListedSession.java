package dev.gatehouse.oauth.oversight;

import dev.gatehouse.oauth.session.Session;
import java.time.Instant;
import java.util.UUID;

/**
 * A running session, as lists show it. Immutable.
 *
 * @param sessionId opens nothing; clients know it as {@code sid}
 * @param userAgent how the browser named itself; empty where it did not
 * @param signedIn when the password was last entered
 * @param until when it ends at the latest, without further use
 */
record ListedSession(UUID sessionId, String userAgent, Instant signedIn, Instant lastUsed, Instant until) {
    static ListedSession of(Session session) {
        return new ListedSession(
                session.sessionId(), session.userAgent(), session.authenticated(), session.lastUsed(), session.until());
    }
}
