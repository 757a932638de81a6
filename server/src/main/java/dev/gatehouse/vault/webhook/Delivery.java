package dev.gatehouse.vault.webhook;

import java.time.Instant;

/**
 * How one message to one webhook went so far. Members that are null are left out where it is shown. Immutable.
 *
 * @param event what the receiver knows the message by
 * @param place for paging
 * @param status {@code pending}, {@code delivered} or {@code failed}
 * @param nextAttemptDt while it is pending
 * @param lastStatus the HTTP status of the last answer, where there was one
 * @param lastError what was wrong with the last attempt
 */
record Delivery(
        String event,
        long place,
        String eventType,
        String user,
        String connector,
        Instant eventDt,
        String status,
        int attempts,
        Instant nextAttemptDt,
        Instant lastAttemptDt,
        Integer lastStatus,
        String lastError) {}
