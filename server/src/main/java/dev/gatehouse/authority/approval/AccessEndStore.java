package dev.gatehouse.authority.approval;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Removes what clients may have no longer. Stateless. */
public final class AccessEndStore {
    /** The client, kept from every other writer until the transaction ends; false where it is gone. */
    public boolean lockClient(Handle handle, String clientId) {
        return handle.createQuery("select 1 from client where client_id = :clientId for update")
                .bind("clientId", clientId)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** Links of the client that were cut do not come back with an earlier contract; false where there are none. */
    public boolean forgetCutLinks(Handle handle, String clientId, String serviceId) {
        return handle.createUpdate("delete from cut_link where client_id = :clientId and service_id = :serviceId")
                        .bind("clientId", clientId)
                        .bind("serviceId", serviceId)
                        .execute()
                > 0;
    }

    /** Removes everything that gives the client access to the service; returns what that was. */
    public Wanted endAll(Handle handle, String clientId, String serviceId) {
        List<String> endpoints = handle.createQuery("""
                        delete from client_endpoint
                         where client_id = :clientId and service_id = :serviceId
                        returning endpoint
                        """)
                .bind("clientId", clientId)
                .bind("serviceId", serviceId)
                .mapTo(String.class)
                .list();
        List<String> scopes = handle.createQuery("""
                        delete from approved_scope
                         where client_id = :clientId
                           and scope in (select scope from scope_owner where service_id = :serviceId)
                        returning scope
                        """)
                .bind("clientId", clientId)
                .bind("serviceId", serviceId)
                .mapTo(String.class)
                .list();
        unlist(handle, clientId, scopes);
        return new Wanted(
                endpoints.stream().sorted().toList(),
                scopes.stream().distinct().sorted().toList());
    }

    /** Some clients that have access whose time is over. */
    public List<String> overdue(Handle handle, int limit) {
        return handle.createQuery("""
                        select client_id from client_endpoint where until <= now()
                        union
                        select client_id from approved_scope where until <= now()
                         limit :limit
                        """).bind("limit", limit).mapTo(String.class).list();
    }

    /** Removes what of the client's access is over. */
    public void endOverdue(Handle handle, String clientId) {
        handle.createUpdate("delete from client_endpoint where client_id = :clientId and until <= now()")
                .bind("clientId", clientId)
                .execute();
        List<String> listed = handle.createQuery("""
                        delete from approved_scope
                         where client_id = :clientId and until <= now()
                        returning case when by_link then '' else scope end
                        """)
                .bind("clientId", clientId)
                .mapTo(String.class)
                .list();
        unlist(handle, clientId, listed);
    }

    private static void unlist(Handle handle, String clientId, List<String> scopes) {
        if (!scopes.isEmpty()) {
            handle.createUpdate("""
                            update client
                               set scope = array_to_string(array(
                                       select token
                                         from unnest(string_to_array(scope, ' ')) with ordinality listed (token, place)
                                        where token <> all (:scopes)
                                        order by place), ' '),
                                   updated = now()
                             where client_id = :clientId and string_to_array(scope, ' ') && :scopes::text[]
                            """)
                    .bind("clientId", clientId)
                    .bindArray("scopes", String.class, scopes)
                    .execute();
        }
    }

    /** Removes the scopes that clients may have by links of which none needs them, nor one that they wait for. */
    void forgetUnneeded(Handle handle, List<String> clientIds) {
        handle.createUpdate("""
                        delete from approved_scope g
                         where g.client_id = any(:clientIds) and g.by_link
                           and not exists (select
                                             from access_request r
                                            where r.client_id = g.client_id and r.state = 'requested')
                           and not exists (select
                                             from client_endpoint l
                                             join endpoint e using (service_id, endpoint)
                                            where l.client_id = g.client_id
                                              and g.scope in (select scopes_needed(e.scope, e.requires)))
                        """).bindArray("clientIds", String.class, clientIds).execute();
    }
}
