package dev.gatehouse.usage;

import dev.gatehouse.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** How clients use what they have access to, for whoever is about to change it. Stateless. */
public final class LastUseStore {
    /** To join with the use {@code u}: its days that are recent, of which there are {@value RecentUse#DAYS} at most. */
    public static final String RECENT_DAYS = """
             left join endpoint_use_day d
               on d.use_id = u.use_id and d.day > (now() at time zone 'UTC')::date - %d
            """.formatted(RecentUse.DAYS);

    /** A client and an endpoint that it called. */
    public record Use(String clientId, String endpoint, RecentUse use) {}

    /** Which clients called which of some endpoints of a service, as far as that is kept; not who had no token. */
    public List<Use> of(Handle handle, String serviceId, Collection<String> endpoints) {
        if (endpoints.isEmpty()) {
            return List.of();
        }
        return handle.createQuery("""
                        select u.client_id, u.endpoint, u.last_used, coalesce(sum(d.calls), 0) as recent_calls
                          from endpoint_use u
                        """ + RECENT_DAYS + """
                         where u.service_id = :serviceId and u.endpoint = any(:endpoints)
                           and u.client_id <> '' and u.last_used is not null
                         group by u.use_id
                         order by u.endpoint, u.client_id
                        """)
                .bind("serviceId", serviceId)
                .bindArray("endpoints", String.class, List.copyOf(endpoints))
                .map((row, context) -> new Use(row.getString("client_id"), row.getString("endpoint"), read(row)))
                .list();
    }

    /** How each of some clients used the service; those that did not are not in it. */
    public Map<String, RecentUse> ofClients(Handle handle, String serviceId, Collection<String> clientIds) {
        Map<String, RecentUse> uses = new HashMap<>();
        if (!clientIds.isEmpty()) {
            handle.createQuery("""
                            select u.client_id, max(u.last_used) as last_used, coalesce(sum(d.calls), 0) as recent_calls
                              from endpoint_use u
                            """ + RECENT_DAYS + """
                             where u.service_id = :serviceId and u.client_id = any(:clientIds)
                               and u.last_used is not null
                             group by u.client_id
                            """)
                    .bind("serviceId", serviceId)
                    .bindArray("clientIds", String.class, List.copyOf(clientIds))
                    .map((row, context) -> Map.entry(row.getString("client_id"), read(row)))
                    .forEach(entry -> uses.put(entry.getKey(), entry.getValue()));
        }
        return uses;
    }

    /** From the columns {@code last_used} and {@code recent_calls}. */
    public static RecentUse read(ResultSet row) throws SQLException {
        return new RecentUse(Times.readOrNull(row, "last_used"), row.getLong("recent_calls"));
    }
}
