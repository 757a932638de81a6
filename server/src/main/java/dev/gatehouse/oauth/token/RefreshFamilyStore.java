package dev.gatehouse.oauth.token;

import dev.gatehouse.authority.ScopeLimitStore;
import dev.gatehouse.oauth.claims.AskedClaims;
import dev.gatehouse.oauth.session.GroundStore;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of refresh token families. Stateless. */
final class RefreshFamilyStore {
    /** A family whose ground holds: its user still has the access it rests on, and the client's owner is not disabled. */
    Optional<RefreshFamily> find(Handle handle, UUID familyId) {
        return handle.createQuery("""
                        select family_id, origin_id, client_id, user_id, scope, resource, actor, bound_to, userinfo_claims,
                               authenticated, access_id, session_id, current_hash, previous_hash, sealed_current, rotated, idle_until, expires,
                        """ + ScopeLimitStore.columns("refresh_family.user_id", "refresh_family.client_id")
                        + """
                          from refresh_family
                         where family_id = :familyId
                           and not exists (select from client c join users owner on owner.user_id = c.owner_id
                                            where c.client_id = refresh_family.client_id and not owner.active)
                           and (user_id is null or""" + GroundStore.holds("refresh_family") + ")")
                .bind("familyId", familyId)
                .map(RefreshFamilyStore::family)
                .findOne();
    }

    /** Adds a family, unless its origin, or what else it rests on, was ended meanwhile. */
    void insert(Handle handle, RefreshFamily family) {
        GroundStore.bind(handle.createUpdate("""
                        insert into refresh_family (family_id, origin_id, client_id, user_id, scope, resource, actor, bound_to,
                                                    userinfo_claims, authenticated, access_id, session_id, current_hash, rotated, idle_until, expires)
                        select :familyId, :originId, :clientId, :userId, :scope, :resource, :actor, :boundTo,
                               :userinfoClaims, :authenticated, cast(:accessId as uuid), cast(:sessionId as uuid), :currentHash, :rotated, :idleUntil, :expires
                         where not exists (
                                   select from revoked_token
                                    where token_id in (:originId, cast(:accessId as uuid), cast(:sessionId as uuid)))
                        """), family.grant().ground())
                .bind("familyId", family.familyId())
                .bind("originId", family.originId())
                .bind("clientId", family.grant().clientId())
                .bind("userId", family.grant().userId())
                .bind("scope", family.grant().scope())
                .bind("resource", family.grant().resource())
                .bind("actor", family.grant().actor())
                .bind("boundTo", family.grant().boundTo())
                .bind("userinfoClaims", AskedClaims.text(family.userinfo()))
                .bind("currentHash", family.rotation().currentHash())
                .bind("rotated", family.rotation().rotated())
                .bind("idleUntil", family.idleUntil())
                .bind("expires", family.expires())
                .execute();
    }

    /**
     * Makes the successor the family's current token, if the token still is.
     *
     * @return whether it was; of several that try at once, one wins
     */
    boolean rotate(Handle handle, RefreshTokenValue token, RefreshTokenValue successor, Instant now) {
        int rotated = handle.createUpdate("""
                        update refresh_family
                           set current_hash = :successor, previous_hash = current_hash, sealed_current = :sealed,
                               rotated = :now, idle_until = :idleUntil
                         where family_id = :familyId and current_hash = :token
                        """)
                .bind("successor", successor.hash())
                .bind("sealed", token.seal(successor))
                .bind("now", now)
                .bind("idleUntil", now.plus(RefreshFamily.IDLE))
                .bind("familyId", token.family())
                .bind("token", token.hash())
                .execute();
        return rotated == 1;
    }

    void deleteOfOrigin(Handle handle, UUID originId) {
        handle.createUpdate("delete from refresh_family where origin_id = :originId")
                .bind("originId", originId)
                .execute();
    }

    /** Removes whatever a user's tokens for a client are refreshed with. */
    void deleteOf(Handle handle, String userId, String clientId) {
        handle.createUpdate("delete from refresh_family where user_id = :userId and client_id = :clientId")
                .bind("userId", userId)
                .bind("clientId", clientId)
                .execute();
    }

    void deleteOfSession(Handle handle, String userId, UUID sessionId) {
        handle.createUpdate("delete from refresh_family where user_id = :userId and session_id = :sessionId")
                .bind("userId", userId)
                .bind("sessionId", sessionId)
                .execute();
    }

    private static RefreshFamily family(ResultSet row, StatementContext context) throws SQLException {
        return new RefreshFamily(
                row.getObject("family_id", UUID.class),
                row.getObject("origin_id", UUID.class),
                new RefreshFamily.Grant(
                        row.getString("client_id"),
                        row.getString("user_id"),
                        ScopeLimitStore.read(row),
                        row.getString("scope"),
                        row.getString("resource"),
                        row.getString("actor"),
                        GroundStore.read(row),
                        row.getString("bound_to")),
                AskedClaims.read(row.getString("userinfo_claims")),
                new RefreshFamily.Rotation(
                        row.getBytes("current_hash"),
                        row.getBytes("previous_hash"),
                        row.getBytes("sealed_current"),
                        Times.read(row, "rotated")),
                Times.read(row, "idle_until"),
                Times.read(row, "expires"));
    }
}
