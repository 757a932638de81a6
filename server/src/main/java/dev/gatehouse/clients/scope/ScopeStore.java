package dev.gatehouse.clients.scope;

import dev.gatehouse.store.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** What services declare, what was given to clients, and what their linked endpoints need. Stateless. */
final class ScopeStore {
    /** What one or more linked endpoints of a service need. */
    record Needed(String clientId, Link link, Requirement requirement) {}

    /** The service that a client is linked to, and who owns it. */
    record Link(String serviceId, String ownerId) {}

    /** A scope that a client may have; with a link where it is for links. */
    record Approved(String clientId, String scope, boolean byLink) {}

    /** @param scope what was given to the client directly */
    record Owned(String clientId, String clientName, String ownerId, String scope) {}

    /** An endpoint that a client is linked to. */
    record Linked(String clientId, Link link, String endpoint, Requirement requirement) {}

    /** The scopes of services that the clients may have now. */
    List<Approved> approved(Handle handle, Collection<String> clientIds) {
        return handle.createQuery("""
                        select client_id, scope, by_link
                          from approved_scope g
                          join scope_owner o using (scope)
                         where client_id = any(:clientIds) and o.ended is null and (g.until is null or g.until > now())
                        """)
                .bindArray("clientIds", String.class, List.copyOf(clientIds))
                .map((row, context) ->
                        new Approved(row.getString("client_id"), row.getString("scope"), row.getBoolean("by_link")))
                .list();
    }

    /** The services that have those of the scopes that somebody owns, and who that is. */
    Map<String, Link> owners(Handle handle, Collection<String> scopes) {
        Map<String, Link> owners = new HashMap<>();
        if (!scopes.isEmpty()) {
            handle.createQuery("""
                            select scope, service_id, owner_id
                              from scope_owner
                             where scope = any(:scopes) and ended is null
                            """)
                    .bindArray("scopes", String.class, List.copyOf(scopes))
                    .map((row, context) -> Map.entry(
                            row.getString("scope"), new Link(row.getString("service_id"), row.getString("owner_id"))))
                    .forEach(owner -> owners.put(owner.getKey(), owner.getValue()));
        }
        return owners;
    }

    /** When the first of what the client may have ends by itself; empty where nothing does. */
    Optional<Instant> nextEnd(Handle handle, String clientId) {
        return handle.createQuery("""
                        select min(until)
                          from (select until from client_endpoint where client_id = :clientId and until > now()
                                union all
                                select until from approved_scope where client_id = :clientId and until > now()) ends
                        """)
                .bind("clientId", clientId)
                .mapTo(Instant.class)
                .findOne();
    }

    /** Those of the scopes that a service declares now. */
    Set<String> declared(Handle handle, Collection<String> scopes) {
        if (scopes.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(handle.createQuery("""
                        select wanted.scope
                          from unnest(:scopes) as wanted (scope)
                         where exists (select from service_scope declared where declared.scope = wanted.scope)
                        """)
                .bindArray("scopes", String.class, List.copyOf(scopes))
                .mapTo(String.class)
                .set());
    }

    /** Those of the scopes that a service other than the given one declares or requires now. */
    Set<String> declaredByOthers(Handle handle, Collection<String> scopes, String serviceId) {
        if (scopes.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(handle.createQuery("""
                        select wanted.scope
                          from unnest(:scopes) as wanted (scope)
                         where exists (select
                                         from scope_declarer declared
                                        where declared.scope = wanted.scope and declared.service_id <> :serviceId)
                        """)
                .bindArray("scopes", String.class, List.copyOf(scopes))
                .bind("serviceId", serviceId)
                .mapTo(String.class)
                .set());
    }

    List<Owned> owned(Handle handle, Collection<String> clientIds) {
        return handle.createQuery(
                        "select client_id, client_name, owner_id, scope from client where client_id = any(:clientIds)")
                .bindArray("clientIds", String.class, List.copyOf(clientIds))
                .map((row, context) -> new Owned(
                        row.getString("client_id"),
                        row.getString("client_name"),
                        row.getString("owner_id"),
                        row.getString("scope")))
                .list();
    }

    /** What the clients' links need, each need once a client. */
    List<Needed> needed(Handle handle, Collection<String> clientIds) {
        return handle.createQuery("""
                        select l.client_id, service_id, s.owner_id, e.scope, e.requires, l.vouched
                          from client_endpoint l
                          join endpoint e using (service_id, endpoint)
                          join service s using (service_id)
                         where l.client_id = any(:clientIds) and (l.until is null or l.until > now())
                         group by l.client_id, service_id, s.owner_id, e.scope, e.requires, l.vouched
                         order by l.client_id, e.scope, e.requires, l.vouched, service_id
                        """)
                .bindArray("clientIds", String.class, List.copyOf(clientIds))
                .map((row, context) -> new Needed(row.getString("client_id"), service(row), requirement(row)))
                .list();
    }

    List<Linked> linked(Handle handle, Collection<String> clientIds) {
        return handle.createQuery("""
                        select l.client_id, service_id, s.owner_id, endpoint, e.scope, e.requires, l.vouched
                          from client_endpoint l
                          join endpoint e using (service_id, endpoint)
                          join service s using (service_id)
                         where l.client_id = any(:clientIds) and (l.until is null or l.until > now())
                         order by l.client_id, e.scope, e.requires, l.vouched, service_id
                        """)
                .bindArray("clientIds", String.class, List.copyOf(clientIds))
                .map(ScopeStore::link)
                .list();
    }

    private static Linked link(ResultSet row, StatementContext context) throws SQLException {
        return new Linked(row.getString("client_id"), service(row), row.getString("endpoint"), requirement(row));
    }

    private static Link service(ResultSet row) throws SQLException {
        return new Link(row.getString("service_id"), row.getString("owner_id"));
    }

    private static Requirement requirement(ResultSet row) throws SQLException {
        return Requirement.of(
                row.getString("scope"), Columns.nestedTexts(row, "requires"), Columns.texts(row, "vouched"));
    }
}
