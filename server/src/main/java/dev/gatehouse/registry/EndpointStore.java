package dev.gatehouse.registry;

import dev.gatehouse.api.Json;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.store.Columns;
import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The rows of a service's endpoints. Stateless. */
final class EndpointStore {
    List<Endpoint> list(Handle handle, String serviceId) {
        return handle.createQuery("""
                        select endpoint, operation, scope, requires, deprecated, sunset, max_age
                          from endpoint
                         where service_id = :serviceId
                         order by endpoint
                        """)
                .bind("serviceId", serviceId)
                .map(EndpointStore::endpoint)
                .list();
    }

    List<DeprecatedSince> deprecated(Handle handle, String serviceId) {
        return handle.createQuery("""
                        select endpoint, deprecated_since, sunset
                          from endpoint
                         where service_id = :serviceId and deprecated
                        """)
                .bind("serviceId", serviceId)
                .map((row, context) -> new DeprecatedSince(
                        row.getString("endpoint"),
                        Times.read(row, "deprecated_since"),
                        Times.readOrNull(row, "sunset")))
                .list();
    }

    /** Adds and changes rows, leaving alone what is the same already. */
    void put(Handle handle, String serviceId, List<Endpoint> endpoints) {
        handle.createUpdate("""
                        insert into endpoint (service_id, endpoint, operation, scope, requires, deprecated, sunset, max_age)
                        select :serviceId, e.endpoint, e.operation, e.scope, e.requires::jsonb, e.deprecated,
                               e.sunset::timestamptz, e.max_age
                          from unnest(:endpoints, :operations, :scopes, :requires, :deprecated, :sunsets, :maxAges)
                               as e (endpoint, operation, scope, requires, deprecated, sunset, max_age)
                        on conflict (service_id, endpoint) do update
                           set operation = excluded.operation, scope = excluded.scope, requires = excluded.requires,
                               deprecated = excluded.deprecated, sunset = excluded.sunset, max_age = excluded.max_age
                         where (endpoint.operation, endpoint.scope, endpoint.requires, endpoint.deprecated,
                                endpoint.sunset, endpoint.max_age)
                               is distinct from (excluded.operation, excluded.scope, excluded.requires,
                                excluded.deprecated, excluded.sunset, excluded.max_age)
                        """)
                .bind("serviceId", serviceId)
                .bindArray("endpoints", String.class, column(endpoints, Endpoint::endpoint))
                .bindArray("operations", String.class, column(endpoints, Endpoint::operation))
                .bindArray("scopes", String.class, column(endpoints, Endpoint::scope))
                .bindArray("requires", String.class, column(endpoints, EndpointStore::requires))
                .bindArray(
                        "deprecated",
                        Boolean.class,
                        endpoints.stream().map(Endpoint::deprecated).toArray())
                .bindArray("sunsets", String.class, column(endpoints, EndpointStore::sunset))
                .bindArray(
                        "maxAges",
                        Integer.class,
                        endpoints.stream().map(Endpoint::maxAge).toArray())
                .execute();
    }

    void delete(Handle handle, String serviceId, List<String> endpoints) {
        handle.createUpdate("delete from endpoint where service_id = :serviceId and endpoint = any(:endpoints)")
                .bind("serviceId", serviceId)
                .bindArray("endpoints", String.class, endpoints)
                .execute();
    }

    private static Object[] column(List<Endpoint> endpoints, Function<Endpoint, @Nullable String> member) {
        return endpoints.stream().map(member).toArray();
    }

    private static @Nullable String requires(Endpoint endpoint) {
        return endpoint.requires().isEmpty() ? null : Json.text(endpoint.requires());
    }

    private static @Nullable String sunset(Endpoint endpoint) {
        return endpoint.sunset() == null ? null : endpoint.sunset().toString();
    }

    private static Endpoint endpoint(ResultSet row, StatementContext context) throws SQLException {
        return new Endpoint(
                row.getString("endpoint"),
                row.getString("operation"),
                row.getString("scope"),
                Columns.nestedTexts(row, "requires"),
                row.getBoolean("deprecated"),
                Times.readOrNull(row, "sunset"),
                row.getObject("max_age", Integer.class));
    }
}
