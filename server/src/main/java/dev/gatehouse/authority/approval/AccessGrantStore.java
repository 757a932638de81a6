package dev.gatehouse.authority.approval;

import dev.gatehouse.store.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/** What clients were given: links to endpoints, and scopes of services. Stateless. */
final class AccessGrantStore {
    /** The endpoints of a service that the client is linked to now, and when each of the links ends by itself. */
    Map<String, Optional<Instant>> links(Handle handle, String clientId, String serviceId) {
        return ends(handle.createQuery("""
                        select endpoint as given, until
                          from client_endpoint
                         where client_id = :clientId and service_id = :serviceId and (until is null or until > now())
                        """).bind("clientId", clientId).bind("serviceId", serviceId));
    }

    /** The scopes that the client has now, and when each ends by itself. */
    Map<String, Optional<Instant>> scopes(Handle handle, String clientId, boolean byLink) {
        return ends(handle.createQuery("""
                        select scope as given, until
                          from approved_scope
                         where client_id = :clientId and by_link = :byLink and (until is null or until > now())
                        """).bind("clientId", clientId).bind("byLink", byLink));
    }

    private static Map<String, Optional<Instant>> ends(Query given) {
        Map<String, Optional<Instant>> ends = new HashMap<>();
        given.map((row, context) ->
                        Map.entry(row.getString("given"), Optional.ofNullable(Times.readOrNull(row, "until"))))
                .forEach(each -> ends.put(each.getKey(), each.getValue()));
        return ends;
    }

    /** Adds links; those that are there stay, with what was vouched for them before. */
    void addLinks(Handle handle, String clientId, String serviceId, List<WantedLink> links, Approval approval) {
        bind(handle.createUpdate("""
                        insert into client_endpoint (client_id, service_id, endpoint, created, vouched,
                                                     approved_by, until, access_request_id)
                        select :clientId, :serviceId, endpoint, now(), string_to_array(vouched, ' '),
                               :by, :until, :accessRequestId
                          from unnest(:endpoints, :vouched) as wanted (endpoint, vouched)
                        on conflict (client_id, service_id, endpoint) do update
                           set vouched = array(select distinct token
                                                 from unnest(client_endpoint.vouched || excluded.vouched) token
                                                order by token)
                        """), approval)
                .bind("clientId", clientId)
                .bind("serviceId", serviceId)
                .bindArray("endpoints", String.class, WantedLink.names(links))
                .bindArray(
                        "vouched",
                        String.class,
                        links.stream().map(AccessGrantStore::vouched).toList())
                .execute();
    }

    /** Removes links, for others to take their place. */
    void removeLinks(Handle handle, String clientId, String serviceId, List<String> endpoints) {
        handle.createUpdate("""
                        delete from client_endpoint
                         where client_id = :clientId and service_id = :serviceId and endpoint = any(:endpoints)
                        """)
                .bind("clientId", clientId)
                .bind("serviceId", serviceId)
                .bindArray("endpoints", String.class, endpoints)
                .execute();
    }

    private static String vouched(WantedLink link) {
        return link.requirement().vouched().stream().sorted().collect(Collectors.joining(" "));
    }

    /** Adds scopes to the client's own list. */
    void listScopes(Handle handle, String clientId, Collection<String> scopes) {
        handle.createUpdate("""
                        update client
                           set scope = array_to_string(string_to_array(scope, ' ') || array(
                                   select token from unnest(:scopes) with ordinality added (token, place)
                                    where token <> all (string_to_array(scope, ' ')) order by place), ' '),
                               updated = now()
                         where client_id = :clientId
                        """)
                .bind("clientId", clientId)
                .bindArray("scopes", String.class, List.copyOf(scopes))
                .execute();
    }

    /** Keeps by whom scopes were approved that are in the client's own list, or that its links may give. */
    void putScopes(Handle handle, String clientId, Collection<String> scopes, boolean byLink, Approval approval) {
        insertScopes(handle, clientId, scopes, byLink, approval, """
                        do update
                           set approved_by = excluded.approved_by, until = excluded.until,
                               access_request_id = excluded.access_request_id, since = now()
                        """);
    }

    /** Lets the client's links give scopes; what was approved before stays. */
    void addLinkScopes(Handle handle, String clientId, Collection<String> scopes, Approval approval) {
        insertScopes(handle, clientId, scopes, true, approval, "do nothing");
    }

    private static void insertScopes(
            Handle handle,
            String clientId,
            Collection<String> scopes,
            boolean byLink,
            Approval approval,
            String whereThere) {
        bind(handle.createUpdate("""
                        insert into approved_scope (client_id, scope, by_link, approved_by, until, access_request_id)
                        select :clientId, o.scope, :byLink, :by, :until, :accessRequestId
                          from scope_owner o
                         where o.scope = any(:scopes) and o.ended is null
                        on conflict (client_id, scope, by_link)
                        """ + whereThere), approval)
                .bind("clientId", clientId)
                .bindArray("scopes", String.class, List.copyOf(scopes))
                .bind("byLink", byLink)
                .execute();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Approval approval) {
        return statement
                .bind("by", approval.by())
                .bind("until", approval.until())
                .bind("accessRequestId", approval.accessRequestId());
    }
}
