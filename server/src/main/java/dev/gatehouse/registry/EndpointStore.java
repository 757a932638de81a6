package dev.gatehouse.registry;

import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.http.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of a service's endpoints. Stateless. */
final class EndpointStore {
    List<Endpoint> list(Handle handle, String serviceId) {
        return handle.createQuery("""
                        select endpoint, operation, scope, requires
                          from endpoint
                         where service_id = :serviceId
                         order by endpoint
                        """)
                .bind("serviceId", serviceId)
                .map(EndpointStore::endpoint)
                .list();
    }

    /** Adds and changes rows, leaving alone what is the same already. */
    void put(Handle handle, String serviceId, List<Endpoint> endpoints) {
        handle.createUpdate("""
                        insert into endpoint (service_id, endpoint, operation, scope, requires)
                        select :serviceId, e.endpoint, e.operation, e.scope, e.requires::jsonb
                          from unnest(:endpoints, :operations, :scopes, :requires)
                               as e (endpoint, operation, scope, requires)
                        on conflict (service_id, endpoint) do update
                           set operation = excluded.operation, scope = excluded.scope, requires = excluded.requires
                         where (endpoint.operation, endpoint.scope, endpoint.requires)
                               is distinct from (excluded.operation, excluded.scope, excluded.requires)
                        """)
                .bind("serviceId", serviceId)
                .bindArray("endpoints", String.class, column(endpoints, Endpoint::endpoint))
                .bindArray("operations", String.class, column(endpoints, Endpoint::operation))
                .bindArray("scopes", String.class, column(endpoints, Endpoint::scope))
                .bindArray("requires", String.class, column(endpoints, EndpointStore::requires))
                .execute();
    }

    void delete(Handle handle, String serviceId, List<String> endpoints) {
        handle.createUpdate("delete from endpoint where service_id = :serviceId and endpoint = any(:endpoints)")
                .bind("serviceId", serviceId)
                .bindArray("endpoints", String.class, endpoints)
                .execute();
    }

    private static Object[] column(List<Endpoint> endpoints, Function<Endpoint, String> member) {
        return endpoints.stream().map(member).toArray();
    }

    private static String requires(Endpoint endpoint) {
        return endpoint.requires().isEmpty() ? null : Json.text(endpoint.requires());
    }

    private static Endpoint endpoint(ResultSet row, StatementContext context) throws SQLException {
        String requires = row.getString("requires");
        return new Endpoint(
                row.getString("endpoint"),
                row.getString("operation"),
                row.getString("scope"),
                requires == null ? List.of() : Json.readNestedLists(requires));
    }
}
