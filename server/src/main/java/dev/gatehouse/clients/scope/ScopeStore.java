package dev.gatehouse.clients.scope;

import dev.gatehouse.store.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** What services declare, what was given to clients, and what their linked endpoints need. Stateless. */
final class ScopeStore {
    /** What one or more linked endpoints of a client need. */
    record Needed(String clientId, Requirement requirement) {}

    /** @param scope what was given to the client directly */
    record Owned(String clientId, String ownerId, String scope) {}

    /** An endpoint that a client is linked to. */
    record Linked(String clientId, String serviceId, String endpoint, Requirement requirement) {}

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

    /** Those of the scopes that a service other than the given one declares now. */
    Set<String> declaredByOthers(Handle handle, Collection<String> scopes, String serviceId) {
        if (scopes.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(handle.createQuery("""
                        select wanted.scope
                          from unnest(:scopes) as wanted (scope)
                         where exists (select
                                         from service_scope declared
                                        where declared.scope = wanted.scope and declared.service_id <> :serviceId)
                        """)
                .bindArray("scopes", String.class, List.copyOf(scopes))
                .bind("serviceId", serviceId)
                .mapTo(String.class)
                .set());
    }

    List<Owned> owned(Handle handle, Collection<String> clientIds) {
        return handle.createQuery("select client_id, owner_id, scope from client where client_id = any(:clientIds)")
                .bindArray("clientIds", String.class, List.copyOf(clientIds))
                .map((row, context) ->
                        new Owned(row.getString("client_id"), row.getString("owner_id"), row.getString("scope")))
                .list();
    }

    /** What the clients' links need, each need once a client. */
    List<Needed> needed(Handle handle, Collection<String> clientIds) {
        return handle.createQuery("""
                        select l.client_id, e.scope, e.requires, l.vouched
                          from client_endpoint l
                          join endpoint e using (service_id, endpoint)
                         where l.client_id = any(:clientIds)
                         group by l.client_id, e.scope, e.requires, l.vouched
                         order by l.client_id, e.scope, e.requires, l.vouched
                        """)
                .bindArray("clientIds", String.class, List.copyOf(clientIds))
                .map((row, context) -> new Needed(row.getString("client_id"), requirement(row)))
                .list();
    }

    List<Linked> linked(Handle handle, Collection<String> clientIds) {
        return handle.createQuery("""
                        select l.client_id, service_id, endpoint, e.scope, e.requires, l.vouched
                          from client_endpoint l
                          join endpoint e using (service_id, endpoint)
                         where l.client_id = any(:clientIds)
                         order by l.client_id, e.scope, e.requires, l.vouched
                        """)
                .bindArray("clientIds", String.class, List.copyOf(clientIds))
                .map(ScopeStore::link)
                .list();
    }

    private static Linked link(ResultSet row, StatementContext context) throws SQLException {
        return new Linked(
                row.getString("client_id"), row.getString("service_id"), row.getString("endpoint"), requirement(row));
    }

    private static Requirement requirement(ResultSet row) throws SQLException {
        return Requirement.of(
                row.getString("scope"), Columns.nestedTexts(row, "requires"), Columns.texts(row, "vouched"));
    }
}
