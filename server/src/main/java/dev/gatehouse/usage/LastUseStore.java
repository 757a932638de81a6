package dev.gatehouse.usage;

import dev.gatehouse.store.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** When clients last called what they have access to, for whoever is about to change it. Stateless. */
public final class LastUseStore {
    /** A client and an endpoint that it called. */
    public record Use(String clientId, String endpoint, Instant lastUsed) {}

    /** Which clients called which of some endpoints of a service, as far as that is kept; not who had no token. */
    public List<Use> of(Handle handle, String serviceId, Collection<String> endpoints) {
        if (endpoints.isEmpty()) {
            return List.of();
        }
        return handle.createQuery("""
                        select client_id, endpoint, last_used
                          from endpoint_use
                         where service_id = :serviceId and endpoint = any(:endpoints)
                           and client_id <> '' and last_used is not null
                         order by endpoint, client_id
                        """)
                .bind("serviceId", serviceId)
                .bindArray("endpoints", String.class, List.copyOf(endpoints))
                .map((row, context) ->
                        new Use(row.getString("client_id"), row.getString("endpoint"), Times.read(row, "last_used")))
                .list();
    }

    /** When each of some clients last called the service; those that did not are not in it. */
    public Map<String, Instant> ofClients(Handle handle, String serviceId, Collection<String> clientIds) {
        Map<String, Instant> last = new HashMap<>();
        if (!clientIds.isEmpty()) {
            handle.createQuery("""
                            select client_id, max(last_used) as last_used
                              from endpoint_use
                             where service_id = :serviceId and client_id = any(:clientIds) and last_used is not null
                             group by client_id
                            """)
                    .bind("serviceId", serviceId)
                    .bindArray("clientIds", String.class, List.copyOf(clientIds))
                    .map((row, context) -> Map.entry(row.getString("client_id"), Times.read(row, "last_used")))
                    .forEach(entry -> last.put(entry.getKey(), entry.getValue()));
        }
        return last;
    }
}
