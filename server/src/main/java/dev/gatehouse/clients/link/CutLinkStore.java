package dev.gatehouse.clients.link;

import dev.gatehouse.store.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The links that changes of contracts cut, and that come back with an earlier version. Stateless. */
final class CutLinkStore {
    /**
     * A link that is there no more.
     *
     * @param clientIsThere whether the client that had it is
     * @param overSince when its time was over; null where it is not
     */
    record Cut(
            String clientId,
            String endpoint,
            boolean clientIsThere,
            @Nullable Instant overSince) {}

    /** Those that a version of the service's contract had when another took its place. */
    List<Cut> of(Handle handle, String serviceId, int version) {
        return handle.createQuery("""
                        select l.client_id, l.endpoint, c.client_id is not null as there,
                               case when l.until <= now() then l.until end as over_since
                          from cut_link l
                          left join client c on c.client_id = l.client_id and c.created <= l.created
                         where l.service_id = :serviceId and l.version >= :version
                           and l.created < coalesce((select n.created
                                                       from contract n
                                                      where n.service_id = :serviceId and n.version > :version
                                                      order by n.version
                                                      limit 1), 'infinity')
                         order by l.endpoint, l.client_id
                        """)
                .bind("serviceId", serviceId)
                .bind("version", version)
                .map((row, context) -> new Cut(
                        row.getString("client_id"),
                        row.getString("endpoint"),
                        row.getBoolean("there"),
                        Times.readOrNull(row, "over_since")))
                .list();
    }

    /**
     * Makes links again, as they were.
     *
     * @param names by what their endpoints were called then, what they are called now
     * @return those that were not there meanwhile
     */
    List<Link> restore(Handle handle, String serviceId, List<Cut> links, Map<String, String> names) {
        return handle.createQuery("""
                        with wanted as (
                            select w.client_id, w.endpoint, w.name
                              from unnest(:clients, :endpoints, :names) as w (client_id, endpoint, name)
                        ), taken as (
                            delete from cut_link l
                             using wanted w
                             where l.service_id = :serviceId and l.client_id = w.client_id and l.endpoint = w.endpoint
                            returning l.*, w.name
                        )
                        insert into client_endpoint (client_id, service_id, endpoint, created, vouched, approved_by, until,
                                                     access_request_id)
                        select t.client_id, t.service_id, t.name, t.created, t.vouched, t.approved_by, t.until,
                               (select r.access_request_id
                                  from access_request r
                                 where r.access_request_id = t.access_request_id)
                          from taken t
                            on conflict do nothing
                        returning client_id, service_id, endpoint
                        """)
                .bind("serviceId", serviceId)
                .bindArray(
                        "clients",
                        String.class,
                        links.stream().map(Cut::clientId).toArray())
                .bindArray(
                        "endpoints",
                        String.class,
                        links.stream().map(Cut::endpoint).toArray())
                .bindArray(
                        "names",
                        String.class,
                        links.stream()
                                .map(link -> names.getOrDefault(link.endpoint(), link.endpoint()))
                                .toArray())
                .map((row, context) ->
                        new Link(row.getString("client_id"), row.getString("service_id"), row.getString("endpoint")))
                .list();
    }
}
