package dev.gatehouse.oauth.session;

import dev.gatehouse.api.Page;
import dev.gatehouse.authority.ScopeLimit;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of sessions. Stateless. */
final class SessionStore {
    private static final String RUNNING = """
            select s.session_id, s.user_id, u.user_type, u.system_scope, s.user_agent, s.authenticated, s.access_id,
                   s.last_used, s.expires
              from session s
              join users u on u.user_id = s.user_id and u.access_id = s.access_id and u.active
             where s.expires > :now and s.last_used > :idleSince
            """;

    /** @param userAgent how the browser names itself */
    record Begun(byte[] secretHash, UUID sessionId, Sessions.SignedIn user, String userAgent) {}

    /** @return false where the user has no such access any more */
    boolean insert(Handle handle, Begun begun, Instant now, Instant expires) {
        return handle.createUpdate("""
                        insert into session (session_hash, session_id, user_id, access_id, user_agent, authenticated,
                                             last_used, expires)
                        select :hash, :sessionId, user_id, access_id, :userAgent, :now, :now, :expires
                          from users
                         where user_id = :userId and access_id = :accessId and active
                        """)
                        .bind("hash", begun.secretHash())
                        .bind("sessionId", begun.sessionId().toString())
                        .bind("userId", begun.user().userId())
                        .bind("accessId", begun.user().accessId())
                        .bind("userAgent", begun.userAgent())
                        .bind("now", now)
                        .bind("expires", expires)
                        .execute()
                > 0;
    }

    /** The session, if it has not expired and was used since then. */
    Optional<Session> find(Handle handle, byte[] secretHash, Instant now, Instant idleSince) {
        return handle.createQuery(RUNNING + " and s.session_hash = :hash")
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
        return handle.createQuery(
                        RUNNING + " and s.user_id = :userId order by s.last_used desc, s.session_id limit 100")
                .bind("userId", userId)
                .bind("now", now)
                .bind("idleSince", idleSince)
                .map(SessionStore::session)
                .list();
    }

    /** A page of the same, by their names. */
    List<Session> list(Handle handle, String userId, Page page, Instant now, Instant idleSince) {
        return handle.createQuery(RUNNING + """
                         and s.user_id = :userId and s.session_id collate "C" > :after
                        order by s.session_id collate "C" limit :limit offset :offset
                        """)
                .bind("userId", userId)
                .bind("now", now)
                .bind("idleSince", idleSince)
                .bind("after", page.after() == null ? "" : page.after())
                .bind("limit", page.size())
                .bind("offset", page.offset())
                .map(SessionStore::session)
                .list();
    }

    long count(Handle handle, String userId, Instant now, Instant idleSince) {
        return handle.createQuery("select count(*) from (" + RUNNING + " and s.user_id = :userId) running")
                .bind("userId", userId)
                .bind("now", now)
                .bind("idleSince", idleSince)
                .mapTo(Long.class)
                .one();
    }

    /** Returns false where there is none, or it is another user's. */
    boolean delete(Handle handle, String userId, String sessionId) {
        return handle.createUpdate("delete from session where user_id = :userId and session_id = :sessionId")
                        .bind("userId", userId)
                        .bind("sessionId", sessionId)
                        .execute()
                > 0;
    }

    private static Session session(ResultSet row, StatementContext context) throws SQLException {
        UUID sessionId = UUID.fromString(row.getString("session_id"));
        UUID accessId = Objects.requireNonNull(row.getObject("access_id", UUID.class), "it is the user's");
        return new Session(
                sessionId,
                row.getString("user_id"),
                ScopeLimit.ofUser(row.getString("user_type"), row.getString("system_scope")),
                row.getString("user_agent"),
                new Ground(Times.read(row, "authenticated"), accessId, sessionId),
                Times.read(row, "last_used"),
                Times.read(row, "expires"));
    }
}
