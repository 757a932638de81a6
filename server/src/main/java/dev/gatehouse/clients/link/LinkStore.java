package dev.gatehouse.clients.link;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.store.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of clients' links to endpoints. Stateless. */
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

    /** A service that a client is linked to, with the endpoints. */
    record LinkedService(String serviceId, List<String> endpoints) {}

    /** @param ownScope what was given to the linked client directly */
    record LinkedOwner(String clientId, String ownerId, String endpoint, String ownScope) {}

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

    List<Linked> list(Handle handle, String clientId, String serviceId) {
        return handle.createQuery("""
                        select endpoint, e.operation, e.scope, e.requires
                          from client_endpoint l
                          join endpoint e using (service_id, endpoint)
                         where l.client_id = :clientId and l.service_id = :serviceId
                           and (l.until is null or l.until > now())
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
                         where client_id = :clientId and (until is null or until > now())
                         group by service_id
                         order by service_id
                        """)
                .bind("clientId", clientId)
                .map((row, context) -> new LinkedService(row.getString("service_id"), Columns.texts(row, "endpoints")))
                .list();
    }

    /** Who is linked to some endpoints of a service, sorted by endpoint and client. */
    List<LinkedOwner> linkedTo(Handle handle, String serviceId, List<String> endpoints) {
        return handle.createQuery("""
                        select l.client_id, c.owner_id, l.endpoint, c.scope
                          from client_endpoint l
                          join client c using (client_id)
                         where l.service_id = :serviceId and l.endpoint = any(:endpoints)
                         order by l.endpoint, l.client_id
                        """)
                .bind("serviceId", serviceId)
                .bindArray("endpoints", String.class, endpoints)
                .map((row, context) -> new LinkedOwner(
                        row.getString("client_id"),
                        row.getString("owner_id"),
                        row.getString("endpoint"),
                        row.getString("scope")))
                .list();
    }

    /** The clients that were given one of the scopes directly. */
    Set<String> holding(Handle handle, Collection<String> given) {
        return handle.createQuery("""
                        select client_id
                          from client
                         where string_to_array(scope, ' ') && :scopes::text[]
                        """)
                .bindArray("scopes", String.class, List.copyOf(given))
                .mapTo(String.class)
                .set();
    }

    /** The scopes that a service declares today. */
    Set<String> declared(Handle handle, String serviceId) {
        return handle.createQuery("select scope from service_scope where service_id = :serviceId")
                .bind("serviceId", serviceId)
                .mapTo(String.class)
                .set();
    }

    /** Removes the links to a service's endpoints except those given, for good; returns how many went. */
    int removeOthers(Handle handle, String clientId, String serviceId, List<String> kept) {
        return handle.createUpdate("""
                        with forgotten as (
                            delete from cut_link
                             where client_id = :clientId and service_id = :serviceId and endpoint <> all (:kept)
                        )
                        delete from client_endpoint
                         where client_id = :clientId and service_id = :serviceId and endpoint <> all (:kept)
                        """)
                .bind("clientId", clientId)
                .bind("serviceId", serviceId)
                .bindArray("kept", String.class, kept)
                .execute();
    }

    /** Removes the links to some endpoints of a service, which the contract in force had; returns what was removed. */
    List<Link> removeAllTo(Handle handle, String serviceId, List<String> endpoints) {
        return handle.createQuery("""
                        with cut as (
                            delete from client_endpoint
                             where service_id = :serviceId and endpoint = any(:endpoints)
                            returning *
                        ), kept as (
                            insert into cut_link (service_id, version, client_id, endpoint, created, vouched, approved_by,
                                                  until, access_request_id)
                            select c.service_id, v.version, c.client_id, c.endpoint, c.created, c.vouched, c.approved_by,
                                   c.until, c.access_request_id
                              from cut c, (select max(version) as version from contract where service_id = :serviceId) v
                             where v.version is not null
                                on conflict (service_id, client_id, endpoint) do update
                               set version = excluded.version, created = excluded.created, vouched = excluded.vouched,
                                   approved_by = excluded.approved_by, until = excluded.until,
                                   access_request_id = excluded.access_request_id
                        )
                        select client_id, service_id, endpoint from cut
                        """)
                .bind("serviceId", serviceId)
                .bindArray("endpoints", String.class, endpoints)
                .map((row, context) ->
                        new Link(row.getString("client_id"), row.getString("service_id"), row.getString("endpoint")))
                .list();
    }

    /** Removes every link of a client, for good. */
    void removeAll(Handle handle, String clientId) {
        handle.createUpdate("""
                        with forgotten as (delete from cut_link where client_id = :clientId)
                        delete from client_endpoint where client_id = :clientId
                        """).bind("clientId", clientId).execute();
    }

    private static Linked linked(ResultSet row, StatementContext context) throws SQLException {
        return new Linked(
                row.getString("endpoint"),
                row.getString("operation"),
                row.getString("scope"),
                Columns.nestedTexts(row, "requires"));
    }
}
