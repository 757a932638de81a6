package dev.gatehouse.registry;

import dev.gatehouse.contract.PathRenames;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** Calls endpoints otherwise, wherever their names are kept, without cutting what hangs on them. Stateless. */
final class EndpointRenameStore {
    private static final String NAMES = "with n as (select * from unnest(:before, :after) as n (before, after)) ";

    /** Runs in a transaction that holds the service's row. */
    void rename(Handle handle, String serviceId, PathRenames renames) {
        if (renames.names().isEmpty()) {
            return;
        }
        run(handle, serviceId, renames, """
                insert into endpoint (service_id, endpoint, operation, scope, requires, deprecated, sunset, deprecated_since,
                                      max_age)
                select service_id, n.after, operation, scope, requires, deprecated, sunset, deprecated_since, max_age
                  from endpoint join n on n.before = endpoint
                 where service_id = :serviceId
                """);
        for (String table : List.of("client_endpoint", "cut_link", "endpoint_use")) {
            run(handle, serviceId, renames, """
                    update %1$s l
                       set endpoint = n.after
                      from n
                     where l.service_id = :serviceId and l.endpoint = n.before
                       and not exists (select
                                         from %1$s o
                                        where o.service_id = :serviceId and o.client_id = l.client_id
                                          and o.endpoint = n.after)
                    """.formatted(table));
        }
        run(handle, serviceId, renames, """
                update access_request r
                   set endpoints = array(select coalesce(n.after, e.name)
                                           from unnest(r.endpoints) with ordinality e (name, place)
                                           left join n on n.before = e.name
                                          order by e.place),
                       granted_endpoints = array(select coalesce(n.after, e.name)
                                                   from unnest(r.granted_endpoints) with ordinality e (name, place)
                                                   left join n on n.before = e.name
                                                  order by e.place)
                 where r.service_id = :serviceId
                   and (r.endpoints && :before::text[] or r.granted_endpoints && :before::text[])
                """);
        run(
                handle,
                serviceId,
                renames,
                "delete from endpoint using n where service_id = :serviceId and endpoint = n.before");
    }

    private static void run(Handle handle, String serviceId, PathRenames renames, String sql) {
        Update update = handle.createUpdate(NAMES + sql).bind("serviceId", serviceId);
        List<PathRenames.PathRenaming> list = renames.list();
        update.bindArray(
                        "before",
                        String.class,
                        list.stream().map(PathRenames.PathRenaming::oldEndpoint).toArray())
                .bindArray(
                        "after",
                        String.class,
                        list.stream().map(PathRenames.PathRenaming::endpoint).toArray())
                .execute();
    }
}
