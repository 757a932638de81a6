package dev.gatehouse.authority.approval;

import dev.gatehouse.authority.AccessPolicy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Who decides about access to services and scopes. Stateless. */
final class GuardStore {
    /**
     * Who decides.
     *
     * @param serviceId the service itself, or the one that has the scope
     * @param policy its own, or the service's where the scope has none
     */
    record Guard(String serviceId, String ownerId, AccessPolicy policy) {}

    /** The service stays as it is until the transaction ends, its endpoints too. */
    Optional<Guard> ofService(Handle handle, String serviceId) {
        return handle.createQuery("select owner_id, policy from service where service_id = :serviceId for share")
                .bind("serviceId", serviceId)
                .map((row, context) ->
                        new Guard(serviceId, row.getString("owner_id"), AccessPolicy.of(row.getString("policy"))))
                .findOne();
    }

    /** By scope; those that nobody owns are left out. */
    Map<String, Guard> ofScopes(Handle handle, Collection<String> scopes) {
        if (scopes.isEmpty()) {
            return Map.of();
        }
        return handle
                .createQuery("""
                        select o.scope, service_id, s.owner_id, coalesce(o.policy, s.policy) as policy
                          from scope_owner o
                          join service s using (service_id)
                         where o.scope = any(:scopes) and o.ended is null
                        """)
                .bindArray("scopes", String.class, List.copyOf(scopes))
                .map((row, context) -> Map.entry(
                        row.getString("scope"),
                        new Guard(
                                row.getString("service_id"),
                                row.getString("owner_id"),
                                AccessPolicy.of(row.getString("policy")))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
