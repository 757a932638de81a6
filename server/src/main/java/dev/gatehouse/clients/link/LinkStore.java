package dev.gatehouse.clients.link;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.clients.scope.EffectiveScopes;
import dev.gatehouse.clients.scope.Requirement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of a client's links to endpoints. Stateless. */
final class LinkStore {
    /**
     * An endpoint that a client is linked to.
     *
     * @param requires alternatives; empty where {@code scope} says it all
     */
    record Linked(
            String endpoint,
            String operation,
            String scope,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<List<String>> requires) {}

    /** An endpoint and what it needs. */
    record Needing(String endpoint, Requirement requirement) {}

    /** A service that a client is linked to, with the endpoints. */
    record LinkedService(String serviceId, List<String> endpoints) {}

    /** Whether the service exists; its endpoints stay as they are until the transaction ends. */
    boolean keepService(Handle handle, String serviceId) {
        return handle.createQuery("select 1 from service where service_id = :serviceId for share")
                .bind("serviceId", serviceId)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** Whether the service exists. */
    boolean isService(Handle handle, String serviceId) {
        return handle.createQuery("select exists (select from service where service_id = :serviceId)")
                .bind("serviceId", serviceId)
                .mapTo(Boolean.class)
                .one();
    }

    /** What those of the endpoints that the service has need, sorted. */
    List<Needing> needing(Handle handle, String serviceId, List<String> endpoints) {
        return handle.createQuery("""
                        select endpoint, scope, requires
                          from endpoint
                         where service_id = :serviceId and endpoint = any(:endpoints)
                         order by endpoint
                        """)
                .bind("serviceId", serviceId)
                .bindArray("endpoints", String.class, endpoints)
                .map((row, context) -> new Needing(
                        row.getString("endpoint"),
                        Requirement.of(
                                row.getString("scope"),
                                EffectiveScopes.alternatives(row.getString("requires")),
                                List.of())))
                .list();
    }

    List<Linked> list(Handle handle, String clientId, String serviceId) {
        return handle.createQuery("""
                        select endpoint, e.operation, e.scope, e.requires
                          from client_endpoint l
                          join endpoint e using (service_id, endpoint)
                         where l.client_id = :clientId and l.service_id = :serviceId
                         order by endpoint
                        """)
                .bind("clientId", clientId)
                .bind("serviceId", serviceId)
                .map(LinkStore::linked)
                .list();
    }

    List<LinkedService> services(Handle handle, String clientId) {
        return handle.createQuery("""
                        select service_id, array_agg(endpoint order by endpoint) as endpoints
                          from client_endpoint
                         where client_id = :clientId
                         group by service_id
                         order by service_id
                        """)
                .bind("clientId", clientId)
                .map((row, context) -> new LinkedService(
                        row.getString("service_id"), EffectiveScopes.texts(row.getArray("endpoints"))))
                .list();
    }

    /** Adds links; those that are there stay, with what was vouched for them before. */
    void add(Handle handle, String clientId, String serviceId, List<Needing> endpoints, Instant now) {
        handle.createUpdate("""
                        insert into client_endpoint (client_id, service_id, endpoint, created, vouched)
                        select :clientId, :serviceId, endpoint, :now, string_to_array(vouched, ' ')
                          from unnest(:endpoints, :vouched) as wanted (endpoint, vouched)
                        on conflict (client_id, service_id, endpoint) do update
                           set vouched = array(select distinct token
                                                 from unnest(client_endpoint.vouched || excluded.vouched) token
                                                order by token)
                        """)
                .bind("clientId", clientId)
                .bind("serviceId", serviceId)
                .bindArray(
                        "endpoints",
                        String.class,
                        endpoints.stream().map(Needing::endpoint).toList())
                .bindArray(
                        "vouched",
                        String.class,
                        endpoints.stream().map(LinkStore::vouched).toList())
                .bind("now", now)
                .execute();
    }

    private static String vouched(Needing endpoint) {
        return endpoint.requirement().vouched().stream().sorted().collect(Collectors.joining(" "));
    }

    /** Removes the links to a service's endpoints except those given; returns how many went. */
    int removeOthers(Handle handle, String clientId, String serviceId, List<String> kept) {
        return handle.createUpdate("""
                        delete from client_endpoint
                         where client_id = :clientId and service_id = :serviceId and endpoint <> all (:kept)
                        """)
                .bind("clientId", clientId)
                .bind("serviceId", serviceId)
                .bindArray("kept", String.class, kept)
                .execute();
    }

    /** Removes every link of a client. */
    void removeAll(Handle handle, String clientId) {
        handle.createUpdate("delete from client_endpoint where client_id = :clientId")
                .bind("clientId", clientId)
                .execute();
    }

    private static Linked linked(ResultSet row, StatementContext context) throws SQLException {
        return new Linked(
                row.getString("endpoint"),
                row.getString("operation"),
                row.getString("scope"),
                EffectiveScopes.alternatives(row.getString("requires")));
    }
}
