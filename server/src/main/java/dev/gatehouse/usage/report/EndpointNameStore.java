package dev.gatehouse.usage.report;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Which endpoints there are. Stateless. */
final class EndpointNameStore {
    /** Those of the names that are endpoints of the service now. */
    Set<String> known(Handle handle, String serviceId, Collection<String> names) {
        return handle.createQuery(
                        "select endpoint from endpoint where service_id = :serviceId and endpoint = any(:names)")
                .bind("serviceId", serviceId)
                .bindArray("names", String.class, List.copyOf(names))
                .mapTo(String.class)
                .set();
    }
}
