package dev.gatehouse.audit;

import org.jspecify.annotations.Nullable;
import java.time.Instant;

/**
 * Which audit entries to list; null members do not restrict. Immutable.
 *
 * @param before only entries with a smaller id: the constant-cost way to the next page
 */
record AuditFilter(
        String userId, String clientId, String action, String subject, Instant since, Instant until, @Nullable Long before) {}
