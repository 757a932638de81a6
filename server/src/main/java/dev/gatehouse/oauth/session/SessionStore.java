package dev.gatehouse.oauth.session;

import dev.gatehouse.authority.ScopeLimit;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of sessions. Stateless. */
final class SessionStore {
    /** @param userAgent how the browser names itself */
    record Begun(byte[] secretHash, String sessionId, String userId, String userAgent) {}

    void insert(Handle handle, Begun begun, Instant now, Instant expires) {
        handle.createUpdate("""
                        insert into session (session_hash, session_id, user_id, user_agent, authenticated, last_used, expires)
                        values (:hash, :sessionId, :userId, :userAgent, :now, :now, :expires)
                        """)
                .bind("hash", begun.secretHash())
                .bind("sessionId", begun.sessionId())
                .bind("userId", begun.userId())
                .bind("userAgent", begun.userAgent())
                .bind("now", now)
                .bind("expires", expires)
                .execute();
    }

    /** The session, if it has not expired and was used since then. */
    Optional<Session> find(Handle handle, byte[] secretHash, Instant now, Instant idleSince) {
        return handle.createQuery("""
                        select s.session_id, s.user_id, u.user_type, u.system_scope, s.user_agent, s.authenticated,
                               s.last_used, s.expires
                          from session s
                          join users u using (user_id)
                         where s.session_hash = :hash and s.expires > :now and s.last_used > :idleSince
                        """)
                .bind("hash", secretHash)
                .bind("now", now)
                .bind("idleSince", idleSince)
                .map(SessionStore::session)
                .findOne();
    }

    void used(Handle handle, byte[] secretHash, Instant now) {
        handle.createUpdate("update session set last_used = :now where session_hash = :hash")
                .bind("now", now)
                .bind("hash", secretHash)
                .execute();
    }

    /** The user's sessions that have not expired and were used since then, the one used last first. */
    List<Session> of(Handle handle, String userId, Instant now, Instant idleSince) {
        return handle.createQuery("""
                        select s.session_id, s.user_id, u.user_type, u.system_scope, s.user_agent, s.authenticated,
                               s.last_used, s.expires
                          from session s
                          join users u using (user_id)
                         where s.user_id = :userId and s.expires > :now and s.last_used > :idleSince
                         order by s.last_used desc, s.session_id
                         limit 100
                        """)
                .bind("userId", userId)
                .bind("now", now)
                .bind("idleSince", idleSince)
                .map(SessionStore::session)
                .list();
    }

    void delete(Handle handle, byte[] secretHash) {
        handle.createUpdate("delete from session where session_hash = :hash")
                .bind("hash", secretHash)
                .execute();
    }

    void deleteOf(Handle handle, String userId, String sessionId) {
        handle.createUpdate("delete from session where user_id = :userId and session_id = :sessionId")
                .bind("userId", userId)
                .bind("sessionId", sessionId)
                .execute();
    }

    void deleteAllOf(Handle handle, String userId) {
        handle.createUpdate("delete from session where user_id = :userId")
                .bind("userId", userId)
                .execute();
    }

    private static Session session(ResultSet row, StatementContext context) throws SQLException {
        return new Session(
                row.getString("session_id"),
                row.getString("user_id"),
                ScopeLimit.ofUser(row.getString("user_type"), row.getString("system_scope")),
                row.getString("user_agent"),
                Times.read(row, "authenticated"),
                Times.read(row, "last_used"),
                Times.read(row, "expires"));
    }
}
