package dev.gatehouse.clients.access;

import dev.gatehouse.api.Page;
import dev.gatehouse.store.Columns;
import dev.gatehouse.store.Times;
import dev.gatehouse.usage.LastUseStore;
import dev.gatehouse.usage.RecentUse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Which clients have access to a service, sorted by their ids. Stateless. */
final class ServiceClientStore {
    /** The first clients behind one: each branch walks along its index, and no further than it has to. */
    private static final String CLIENT_IDS = """
            select client_id
              from (select distinct client_id
                      from client_endpoint
                     where service_id = :serviceId and client_id > :after and (until is null or until > now())
                     order by client_id
                     limit :reach) linked
            union
            select given.client_id
              from scope_owner o
             cross join lateral (select distinct client_id
                                   from approved_scope g
                                  where g.scope = o.scope and client_id > :after and (until is null or until > now())
                                  order by client_id
                                  limit :reach) given
             where o.service_id = :serviceId and o.ended is null
             order by client_id
            """;

    private final LastUseStore uses = new LastUseStore();

    /** A page of them. */
    List<ServiceClient> list(Handle handle, String serviceId, Page page) {
        List<String> clientIds = handle.createQuery(CLIENT_IDS + " limit :limit offset :offset")
                .bind("serviceId", serviceId)
                .bind("after", page.after() == null ? "" : page.after())
                .bind("reach", page.offset() + page.size())
                .bind("limit", page.size())
                .bind("offset", page.offset())
                .mapTo(String.class)
                .list();
        return clientIds.isEmpty() ? List.of() : described(handle, serviceId, clientIds);
    }

    /** How many there are, or {@link Page#MANY} where there are more than so many. */
    long count(Handle handle, String serviceId, int most) {
        long counted = handle.createQuery("select count(*) from (" + CLIENT_IDS + " limit :reach) counted")
                .bind("serviceId", serviceId)
                .bind("after", "")
                .bind("reach", most + 1)
                .mapTo(Long.class)
                .one();
        return counted > most ? Page.MANY : counted;
    }

    private List<ServiceClient> described(Handle handle, String serviceId, List<String> clientIds) {
        Map<String, RecentUse> used = uses.ofClients(handle, serviceId, clientIds);
        return handle.createQuery("""
                        with granted as (
                            select client_id, endpoint, null as scope, created as since, approved_by, until
                              from client_endpoint
                             where service_id = :serviceId and client_id = any(:clientIds)
                               and (until is null or until > now())
                            union all
                            select client_id, null, scope, since, approved_by, until
                              from approved_scope
                              join scope_owner o using (scope)
                             where o.service_id = :serviceId and o.ended is null and client_id = any(:clientIds)
                               and (until is null or until > now())
                        )
                        select c.client_id, c.client_name, c.owner_id,
                               coalesce(array_agg(distinct endpoint) filter (where endpoint is not null), '{}') as endpoints,
                               coalesce(array_agg(distinct g.scope) filter (where g.scope is not null), '{}') as scopes,
                               min(g.since) as since,
                               (array_agg(approved_by order by g.since desc) filter (where approved_by is not null))[1]
                                   as approved_by,
                               case when bool_and(until is not null) then max(until) end as until
                          from granted g
                          join client c using (client_id)
                         group by c.client_id
                         order by c.client_id
                        """)
                .bind("serviceId", serviceId)
                .bindArray("clientIds", String.class, clientIds)
                .map((row, context) -> client(row, used.getOrDefault(row.getString("client_id"), RecentUse.NONE)))
                .list();
    }

    private static ServiceClient client(ResultSet row, RecentUse use) throws SQLException {
        return new ServiceClient(
                row.getString("client_id"),
                row.getString("client_name"),
                row.getString("owner_id"),
                Columns.texts(row, "endpoints"),
                Columns.texts(row, "scopes"),
                new ServiceClient.Term(
                        Times.read(row, "since"), row.getString("approved_by"), Times.readOrNull(row, "until")),
                use);
    }
}
