package dev.gatehouse.authority.approval;

import dev.gatehouse.clients.scope.Requirement;
import dev.gatehouse.store.Columns;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads what endpoints need. Stateless. */
public final class EndpointNeedStore {
    /** What those of the endpoints that the service has need, sorted; vouched for by nobody. */
    public List<WantedLink> needing(Handle handle, String serviceId, List<String> endpoints) {
        return handle.createQuery("""
                        select endpoint, scope, requires
                          from endpoint
                         where service_id = :serviceId and endpoint = any(:endpoints)
                         order by endpoint
                        """)
                .bind("serviceId", serviceId)
                .bindArray("endpoints", String.class, endpoints)
                .map((row, context) -> new WantedLink(
                        row.getString("endpoint"),
                        Requirement.of(row.getString("scope"), Columns.nestedTexts(row, "requires"), List.of())))
                .list();
    }
}
