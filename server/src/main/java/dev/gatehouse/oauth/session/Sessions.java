package dev.gatehouse.oauth.session;

import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** Begins, finds and ends sessions; one ends after 12 hours without use and after 7 days in any case. Thread-safe. */
public final class Sessions {
    static final Duration IDLE = Duration.ofHours(12);
    static final Duration LONGEST = Duration.ofDays(7);

    /** Uses closer together than this are not written down one by one. */
    private static final Duration USE_STEP = Duration.ofMinutes(1);

    private static final int LONGEST_USER_AGENT = 300;

    private final Jdbi jdbi;
    private final Clock clock;

    public Sessions(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Begins a session for somebody who just authenticated; returns its secret. */
    public SecretValue begin(String userId, String userAgent) {
        SecretValue secret = SecretValue.generate();
        Instant now = Times.now(clock);
        String agent = userAgent == null ? "" : userAgent;
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into session (session_hash, session_id, user_id, user_agent, authenticated, last_used, expires)
                        values (:hash, :sessionId, :userId, :userAgent, :now, :now, :expires)
                        """)
                .bind("hash", secret.hash())
                .bind("sessionId", UUID.randomUUID().toString())
                .bind("userId", userId)
                .bind("userAgent", agent.substring(0, Math.min(agent.length(), LONGEST_USER_AGENT)))
                .bind("now", now)
                .bind("expires", now.plus(LONGEST))
                .execute());
        return secret;
    }

    /** The session with this secret, if it still runs; it counts as used now. */
    public Optional<Session> find(String secret) {
        if (secret == null) {
            return Optional.empty();
        }
        byte[] hash = SecretValue.of(secret).hash();
        Instant now = Times.now(clock);
        return jdbi.withHandle(handle -> {
            Optional<Session> found = handle.createQuery("""
                            select s.session_id, s.user_id, u.user_type, s.user_agent, s.authenticated, s.last_used, s.expires
                              from session s
                              join users u using (user_id)
                             where s.session_hash = :hash and s.expires > :now and s.last_used > :idleSince
                            """)
                    .bind("hash", hash)
                    .bind("now", now)
                    .bind("idleSince", now.minus(IDLE))
                    .map(Sessions::session)
                    .findOne();
            if (found.isPresent() && found.get().lastUsed().plus(USE_STEP).isBefore(now)) {
                handle.createUpdate("update session set last_used = :now where session_hash = :hash")
                        .bind("now", now)
                        .bind("hash", hash)
                        .execute();
            }
            return found;
        });
    }

    /** The user's running sessions, the one used last first. */
    public List<Session> of(String userId) {
        Instant now = Times.now(clock);
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select s.session_id, s.user_id, u.user_type, s.user_agent, s.authenticated, s.last_used, s.expires
                          from session s
                          join users u using (user_id)
                         where s.user_id = :userId and s.expires > :now and s.last_used > :idleSince
                         order by s.last_used desc, s.session_id
                         limit 100
                        """)
                .bind("userId", userId)
                .bind("now", now)
                .bind("idleSince", now.minus(IDLE))
                .map(Sessions::session)
                .list());
    }

    /** Ends the session with this secret, if there is one. */
    public void end(String secret) {
        if (secret != null) {
            byte[] hash = SecretValue.of(secret).hash();
            jdbi.useHandle(handle -> handle.execute("delete from session where session_hash = ?", hash));
        }
    }

    /** Ends a session of the user's by its name. */
    public void endOf(String userId, String sessionId) {
        jdbi.useHandle(handle ->
                handle.execute("delete from session where user_id = ? and session_id = ?", userId, sessionId));
    }

    /** Ends every session of the user's. */
    public void endAllOf(String userId) {
        jdbi.useHandle(handle -> handle.execute("delete from session where user_id = ?", userId));
    }

    private static Session session(ResultSet row, StatementContext context) throws SQLException {
        return new Session(
                row.getString("session_id"),
                row.getString("user_id"),
                row.getString("user_type"),
                row.getString("user_agent"),
                Times.read(row, "authenticated"),
                Times.read(row, "last_used"),
                Times.read(row, "expires"));
    }
}
