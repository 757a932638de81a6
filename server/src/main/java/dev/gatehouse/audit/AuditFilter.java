package dev.gatehouse.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which audit entries to list; null members do not restrict.
 *
 * @param before only entries with a smaller id: the constant-cost way to the next page
 */
record AuditFilter(
        String userId, String clientId, String action, String subject, Instant since, Instant until, Long before) {

    /** The where clause, with only the conditions that are asked for, so that each may use its index. */
    String conditions() {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("userId", "user_id = :userId");
        conditions.put("clientId", "client_id = :clientId");
        conditions.put("action", "action = :action");
        conditions.put("subject", "subject = :subject");
        conditions.put("since", "at >= :since");
        conditions.put("until", "at < :until");
        conditions.put("before", "audit_id < :before");
        conditions.keySet().retainAll(bindings().keySet());
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions.values());
    }

    /** What the conditions name. */
    Map<String, Object> bindings() {
        Map<String, Object> bindings = new LinkedHashMap<>();
        bindings.put("userId", userId);
        bindings.put("clientId", clientId);
        bindings.put("action", action);
        bindings.put("subject", subject);
        bindings.put("since", since);
        bindings.put("until", until);
        bindings.put("before", before);
        bindings.values().removeIf(value -> value == null);
        return bindings;
    }
}
