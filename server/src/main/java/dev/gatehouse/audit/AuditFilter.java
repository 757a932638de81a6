package dev.gatehouse.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which audit entries to list; null members do not restrict. Immutable.
 *
 * @param before only entries with a smaller id: the constant-cost way to the next page
 */
record AuditFilter(
        @Nullable String userId,
        @Nullable String clientId,
        @Nullable String action,
        @Nullable String subject,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable Long before) {}
