package dev.gatehouse.clients.link;

import dev.gatehouse.clients.scope.EffectiveScopes;
import dev.gatehouse.clients.scope.ScopesThen;
import dev.gatehouse.clients.scope.ServiceThen;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Which clients are linked to a service's endpoints, for whoever is about to change them. Stateless. */
public final class ClientLinks {
    private final EffectiveScopes scopes = new EffectiveScopes();

    private record Row(String clientId, String ownerId, String endpoint, String ownScope) {}

    /** The links to some endpoints of a service, sorted by endpoint and client. */
    public List<LinkedClient> to(Handle handle, String serviceId, List<String> endpoints) {
        if (endpoints.isEmpty()) {
            return List.of();
        }
        List<Row> rows = rows(handle, serviceId, endpoints);
        Map<String, Set<String>> effective = scopes.of(
                handle, rows.stream().collect(Collectors.toMap(Row::clientId, Row::ownScope, (one, same) -> one)));
        return rows.stream()
                .map(row ->
                        new LinkedClient(row.clientId(), row.ownerId(), row.endpoint(), effective.get(row.clientId())))
                .toList();
    }

    private static List<Row> rows(Handle handle, String serviceId, List<String> endpoints) {
        return handle.createQuery("""
                        select l.client_id, c.owner_id, l.endpoint, c.scope
                          from client_endpoint l
                          join client c using (client_id)
                         where l.service_id = :serviceId and l.endpoint = any(:endpoints)
                         order by l.endpoint, l.client_id
                        """)
                .bind("serviceId", serviceId)
                .bindArray("endpoints", String.class, endpoints)
                .map(ClientLinks::row)
                .list();
    }

    /** The clients that were given one of the scopes directly. */
    public Set<String> holding(Handle handle, Collection<String> given) {
        return given.isEmpty()
                ? Set.of()
                : handle.createQuery("""
                        select client_id
                          from client
                         where string_to_array(scope, ' ') && :scopes::text[]
                        """)
                        .bindArray("scopes", String.class, List.copyOf(given))
                        .mapTo(String.class)
                        .set();
    }

    /** The scopes that a service declares today. */
    public Set<String> declared(Handle handle, String serviceId) {
        return handle.createQuery("select scope from service_scope where service_id = :serviceId")
                .bind("serviceId", serviceId)
                .mapTo(String.class)
                .set();
    }

    /** What some clients may ask for today, and once a service has changed; by client id. */
    public Map<String, ScopesThen> then(Handle handle, Collection<String> clientIds, ServiceThen service) {
        return clientIds.isEmpty() ? Map.of() : scopes.then(handle, clientIds, service);
    }

    /** Removes the links to some endpoints of a service; returns what was removed. */
    public List<Link> remove(Handle handle, String serviceId, List<String> endpoints) {
        return handle.createQuery("""
                        delete from client_endpoint
                         where service_id = :serviceId and endpoint = any(:endpoints)
                        returning client_id, service_id, endpoint
                        """)
                .bind("serviceId", serviceId)
                .bindArray("endpoints", String.class, endpoints)
                .map((row, context) ->
                        new Link(row.getString("client_id"), row.getString("service_id"), row.getString("endpoint")))
                .list();
    }

    private static Row row(ResultSet row, StatementContext context) throws SQLException {
        return new Row(
                row.getString("client_id"),
                row.getString("owner_id"),
                row.getString("endpoint"),
                row.getString("scope"));
    }
}
