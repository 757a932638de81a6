package dev.gatehouse.oauth.token;

import dev.gatehouse.clients.scope.Scopes;
import dev.gatehouse.oauth.claims.AskedClaims;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The rows of consents. Stateless. */
final class ConsentStore {
    /** Keeps the client, if there is one, until the transaction ends. */
    void keepClient(Handle handle, String clientId) {
        handle.createQuery("select 1 from client where client_id = :clientId for key share")
                .bind("clientId", clientId)
                .mapTo(Integer.class)
                .findOne();
    }

    /** What is allowed; nothing where there is no consent. */
    Consents.Allowed allowed(Handle handle, String userId, String clientId) {
        return handle.createQuery("select scope, claims from consent where user_id = :userId and client_id = :clientId")
                .bind("userId", userId)
                .bind("clientId", clientId)
                .map((row, context) -> allowed(row))
                .findOne()
                .orElse(Consents.Allowed.NOTHING);
    }

    /** Adds a consent, or puts this in the place of what was allowed before. */
    void put(Handle handle, String userId, String clientId, Consents.Allowed allowed, Instant now) {
        handle.createUpdate("""
                        insert into consent (user_id, client_id, scope, claims, granted)
                        values (:userId, :clientId, :scope, :claims, :now)
                        on conflict (user_id, client_id) do update set scope = excluded.scope, claims = excluded.claims
                        """)
                .bind("userId", userId)
                .bind("clientId", clientId)
                .bind("scope", String.join(" ", allowed.scopes()))
                .bind("claims", AskedClaims.text(allowed.claims()))
                .bind("now", now)
                .execute();
    }

    private static Consents.Allowed allowed(ResultSet row) throws SQLException {
        return new Consents.Allowed(Scopes.split(row.getString("scope")), AskedClaims.read(row.getString("claims")));
    }

    /** Between whom a consent is. */
    record Parties(String userId, String clientId) {}

    /** The ids of the consents that there are. */
    Map<Parties, UUID> ids(Handle handle, List<Parties> of) {
        return handle.createQuery("""
                        select user_id, client_id, consent_id
                          from consent
                          join unnest(:users, :clients) as asked (user_id, client_id) using (user_id, client_id)
                        """)
                .bindArray(
                        "users", String.class, of.stream().map(Parties::userId).toList())
                .bindArray(
                        "clients",
                        String.class,
                        of.stream().map(Parties::clientId).toList())
                .reduceRows(new HashMap<>(), (ids, row) -> {
                    ids.put(
                            new Parties(
                                    row.getColumn("user_id", String.class), row.getColumn("client_id", String.class)),
                            row.getColumn("consent_id", UUID.class));
                    return ids;
                });
    }

    /** Removes a consent; returns its id, or nothing where there is none. */
    Optional<UUID> delete(Handle handle, String userId, String clientId) {
        return handle.createQuery("""
                        delete from consent where user_id = :userId and client_id = :clientId returning consent_id
                        """)
                .bind("userId", userId)
                .bind("clientId", clientId)
                .mapTo(UUID.class)
                .findOne();
    }

    /** Everything the user allowed, by the clients' names. */
    List<Consents.Consent> of(Handle handle, String userId) {
        return handle.createQuery("""
                        select c.client_id, k.client_name, c.scope, c.claims, c.granted
                          from consent c
                          join client k using (client_id)
                         where c.user_id = :userId
                         order by k.client_name, c.client_id
                         limit 200
                        """)
                .bind("userId", userId)
                .map((row, context) -> new Consents.Consent(
                        row.getString("client_id"),
                        row.getString("client_name"),
                        allowed(row),
                        Times.read(row, "granted")))
                .list();
    }
}
