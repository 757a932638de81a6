package dev.gatehouse.authority.approval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which access requests are asked for; null is not asked. Immutable.
 *
 * @param state one of the states in words
 * @param before only those with a smaller id
 * @param clientsOf only requests of this user's clients, or of what {@code servicesOf} adds
 * @param servicesOf only requests to this user's services, or of what {@code clientsOf} adds
 */
public record AccessRequestFilter(
        @Nullable String state,
        @Nullable String serviceId,
        @Nullable String clientId,
        @Nullable Long before,
        @Nullable String clientsOf,
        @Nullable String servicesOf) {

    /** The where clause, with only the conditions that are asked for, so that each may use its index. */
    String conditions() {
        List<String> conditions = new ArrayList<>();
        add(conditions, state, "r.state = :state");
        add(conditions, serviceId, "r.service_id = :serviceId");
        add(conditions, clientId, "r.client_id = :clientId");
        add(conditions, before, "r.access_request_id < :before");
        List<String> sides = new ArrayList<>();
        add(sides, clientsOf, "c.owner_id = :clientsOf");
        add(sides, servicesOf, "s.owner_id = :servicesOf");
        if (!sides.isEmpty()) {
            conditions.add("(" + String.join(" or ", sides) + ")");
        }
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private static void add(List<String> conditions, @Nullable Object value, String condition) {
        if (value != null) {
            conditions.add(condition);
        }
    }

    /** What the conditions name. */
    Map<String, Object> bindings() {
        Map<String, Object> bindings = new HashMap<>();
        bindings.put("state", state);
        bindings.put("serviceId", serviceId);
        bindings.put("clientId", clientId);
        bindings.put("before", before);
        bindings.put("clientsOf", clientsOf);
        bindings.put("servicesOf", servicesOf);
        bindings.values().removeIf(value -> value == null);
        return bindings;
    }
}
