package dev.gatehouse.oauth.authorize;

import com.nimbusds.oauth2.sdk.Scope;
import dev.gatehouse.authority.ScopeLimitStore;
import dev.gatehouse.oauth.session.Ground;
import dev.gatehouse.oauth.session.GroundStore;
import dev.gatehouse.oauth.session.Session;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The rows of device authorizations, found by the hash of one of their two codes. Stateless. */
final class DeviceAuthorizationStore {
    /** The hashes of the two codes. */
    record Hashes(byte[] deviceCode, byte[] userCode) {}

    /**
     * How a new authorization goes on.
     *
     * @param refresh whether a refresh token belongs to it
     * @param interval seconds between two polls
     */
    record Course(boolean refresh, int interval, Instant now, Instant expires) {}

    void insert(Handle handle, Hashes hashes, DeviceAuthorizations.Pending pending, Course course) {
        handle.createUpdate("""
                        insert into device_authorization (device_hash, user_code_hash, device_id, client_id, scope,
                               resource, refresh, poll_interval, next_poll, expires)
                        values (:hash, :userCodeHash, :deviceId, :clientId, :scope, :resource, :refresh, :interval, :now,
                                :expires)
                        """)
                .bind("hash", hashes.deviceCode())
                .bind("userCodeHash", hashes.userCode())
                .bind("deviceId", pending.deviceId())
                .bind("clientId", pending.clientId())
                .bind("scope", pending.scope().toString())
                .bind(
                        "resource",
                        pending.resource() == null ? null : pending.resource().toString())
                .bind("refresh", course.refresh())
                .bind("interval", course.interval())
                .bind("now", course.now())
                .bind("expires", course.expires())
                .execute();
    }

    Optional<DeviceAuthorizations.Pending> findPending(Handle handle, byte[] userCodeHash, Instant now) {
        return handle.createQuery("""
                        select device_id, client_id, scope, resource
                          from device_authorization
                         where user_code_hash = :hash and status = 'pending' and expires > :now
                        """)
                .bind("hash", userCodeHash)
                .bind("now", now)
                .map((row, context) -> new DeviceAuthorizations.Pending(
                        row.getString("device_id"),
                        row.getString("client_id"),
                        Scope.parse(row.getString("scope")),
                        resource(row)))
                .findOne();
    }

    /** @return false where it is pending no more, or the session has ended */
    boolean approve(Handle handle, byte[] userCodeHash, Session session, Scope scope, Instant now) {
        return GroundStore.bind(handle.createUpdate("""
                        update device_authorization
                           set status = 'approved', user_id = :userId, authenticated = :authenticated,
                               access_id = :accessId, session_id = :sessionId, scope = :scope
                         where user_code_hash = :hash and status = 'pending' and expires > :now
                           and exists (select from session where session_id = cast(:sessionId as text))
                        """), session.ground())
                        .bind("userId", session.userId())
                        .bind("scope", scope.toString())
                        .bind("hash", userCodeHash)
                        .bind("now", now)
                        .execute()
                > 0;
    }

    void deny(Handle handle, byte[] userCodeHash) {
        handle.createUpdate("""
                        update device_authorization
                           set status = 'denied'
                         where user_code_hash = :hash and status = 'pending'
                        """).bind("hash", userCodeHash).execute();
    }

    /** Finds it for its client, and counts that as a poll: one that comes too early makes the interval 5 s longer. */
    Optional<DeviceAuthorizations.Found> poll(Handle handle, byte[] deviceCodeHash, String clientId, Instant now) {
        return handle.createQuery(
                        """
                        update device_authorization
                           set too_fast = next_poll > :now,
                               poll_interval = poll_interval + case when next_poll > :now then 5 else 0 end,
                               next_poll = cast(:now as timestamptz) + make_interval(
                                       secs => poll_interval + case when next_poll > :now then 5 else 0 end)
                         where device_hash = :hash and client_id = :clientId
                        returning *, expires <= :now as expired,
                        """ + ScopeLimitStore.columns("device_authorization.user_id", "device_authorization.client_id"))
                .bind("now", now)
                .bind("hash", deviceCodeHash)
                .bind("clientId", clientId)
                .map(DeviceAuthorizationStore::found)
                .findOne();
    }

    /** Takes an approved one out whose ground still holds; of several at once, one does. */
    boolean takeApproved(Handle handle, byte[] deviceCodeHash) {
        return handle.createUpdate("""
                        delete from device_authorization
                         where device_hash = :hash and status = 'approved' and""" + GroundStore.holds("device_authorization"))
                        .bind("hash", deviceCodeHash)
                        .execute()
                > 0;
    }

    /** Forgets what was approved in the session and not fetched yet. */
    void deleteOfSession(Handle handle, String userId, UUID sessionId) {
        handle.createUpdate("delete from device_authorization where user_id = :userId and session_id = :sessionId")
                .bind("userId", userId)
                .bind("sessionId", sessionId)
                .execute();
    }

    private static DeviceAuthorizations.Found found(ResultSet row, StatementContext context) throws SQLException {
        return new DeviceAuthorizations.Found(
                row.getString("device_id"),
                new DeviceAuthorizations.Decision(
                        row.getString("status"), row.getBoolean("too_fast"), row.getBoolean("expired")),
                approver(row),
                Scope.parse(row.getString("scope")),
                resource(row),
                row.getBoolean("refresh"));
    }

    private static Optional<DeviceAuthorizations.Approver> approver(ResultSet row) throws SQLException {
        String userId = row.getString("user_id");
        Ground ground = GroundStore.read(row);
        return userId == null || ground == null
                ? Optional.empty()
                : Optional.of(new DeviceAuthorizations.Approver(userId, ScopeLimitStore.read(row), ground));
    }

    private static @Nullable URI resource(ResultSet row) throws SQLException {
        String resource = row.getString("resource");
        return resource == null ? null : URI.create(resource);
    }
}
