package dev.gatehouse.clients;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Which clients are linked to a service's endpoints, for whoever is about to change them. Stateless. */
public final class ClientLinks {
    /** The links to some endpoints of a service, sorted by endpoint and client. */
    public List<LinkedClient> to(Handle handle, String serviceId, List<String> endpoints) {
        if (endpoints.isEmpty()) {
            return List.of();
        }
        return handle.createQuery("""
                        select l.client_id, l.endpoint, c.scope as own_scope,
                               (select coalesce(string_agg(e.scope, ' '), '')
                                  from client_endpoint other
                                  join endpoint e using (service_id, endpoint)
                                 where other.client_id = l.client_id) as linked_scope
                          from client_endpoint l
                          join client c using (client_id)
                         where l.service_id = :serviceId and l.endpoint = any(:endpoints)
                         order by l.endpoint, l.client_id
                        """)
                .bind("serviceId", serviceId)
                .bindArray("endpoints", String.class, endpoints)
                .map(ClientLinks::linkedClient)
                .list();
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

    private static LinkedClient linkedClient(ResultSet row, StatementContext context) throws SQLException {
        Set<String> effective = new HashSet<>(Scopes.split(row.getString("own_scope")));
        effective.addAll(Scopes.split(row.getString("linked_scope")));
        return new LinkedClient(row.getString("client_id"), row.getString("endpoint"), effective);
    }
}
