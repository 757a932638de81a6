package dev.gatehouse.oauth.token;

import dev.gatehouse.authority.ScopeLimitStore;
import dev.gatehouse.oauth.claims.AskedClaims;
import dev.gatehouse.oauth.session.GroundStore;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of refresh token families. Stateless. */
final class RefreshFamilyStore {
    /**
     * The families whose ground holds: their users still have the access they rest on, and the owners of their clients are
     * not disabled.
     */
    Map<UUID, RefreshFamily> find(Handle handle, Collection<UUID> familyIds) {
        return handle
                .createQuery("""
                        select family_id, origin_id, client_id, user_id, scope, resource, actor, bound_to, userinfo_claims,
                               authenticated, access_id, session_id, current_hash, previous_hash, sealed_current, rotated, idle_until, expires,
                        """ + ScopeLimitStore.columns("refresh_family.user_id", "refresh_family.client_id")
                        + """
                          from refresh_family
                         where family_id = any(:familyIds)
                           and not exists (select from client c join users owner on owner.user_id = c.owner_id
                                            where c.client_id = refresh_family.client_id and not owner.active)
                           and (user_id is null or""" + GroundStore.holds("refresh_family") + ")")
                .bindArray("familyIds", UUID.class, familyIds)
                .map(RefreshFamilyStore::family)
                .stream()
                .collect(Collectors.toMap(RefreshFamily::familyId, Function.identity()));
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

    /** A token and the one that is to take its place. */
    record Use(RefreshTokenValue token, RefreshTokenValue successor) {}

    /**
     * Makes successors the current tokens of their families, where the tokens they follow still are; of several that try at
     * once, one wins. It waits for no lock, so that a batch and others never wait for each other: a family that somebody else
     * is changing is left as it is.
     *
     * @return for each whether it was
     */
    List<Boolean> rotateUnlocked(Handle handle, List<Use> uses, Instant now) {
        return rotate(handle, uses, now, "skip locked");
    }

    /** The same with one, which waits for whoever is changing its family. */
    boolean rotate(Handle handle, Use use, Instant now) {
        return rotate(handle, List.of(use), now, "").getFirst();
    }

    private static List<Boolean> rotate(Handle handle, List<Use> uses, Instant now, String locked) {
        Set<Integer> rotated = handle.createQuery("""
                        with used as (
                            select family_id, n, decode(was, 'hex') as was, decode(successor, 'hex') as successor,
                                   decode(sealed, 'hex') as sealed
                              from unnest(:families, :was, :successors, :sealed)
                                   with ordinality as each (family_id, was, successor, sealed, n)),
                        mine as (
                            select family_id from refresh_family where family_id = any(:families) for update %s)
                        update refresh_family f
                           set current_hash = used.successor, previous_hash = f.current_hash, sealed_current = used.sealed,
                               rotated = :now, idle_until = :idleUntil
                          from used join mine using (family_id)
                         where f.family_id = used.family_id and f.current_hash = used.was
                        returning used.n - 1
                        """.formatted(locked))
                .bindArray(
                        "families",
                        UUID.class,
                        uses.stream().map(use -> use.token().family()).toList())
                .bindArray("was", String.class, hex(uses, use -> use.token().hash()))
                .bindArray(
                        "successors",
                        String.class,
                        hex(uses, use -> use.successor().hash()))
                .bindArray("sealed", String.class, hex(uses, use -> use.token().seal(use.successor())))
                .bind("now", now)
                .bind("idleUntil", now.plus(RefreshFamily.IDLE))
                .mapTo(Integer.class)
                .set();
        return IntStream.range(0, uses.size()).mapToObj(rotated::contains).toList();
    }

    private static List<String> hex(List<Use> uses, Function<Use, byte[]> bytes) {
        return uses.stream().map(bytes).map(HexFormat.of()::formatHex).toList();
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
