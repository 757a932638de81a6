package dev.gatehouse.vault.webhook;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one message to one webhook went so far. In JSON the members of its parts stand side by side, those that are null are
 * left out. Immutable.
 */
record Delivery(
        @JsonUnwrapped Message message, @JsonUnwrapped Progress progress) {

    /**
     * What is delivered.
     *
     * @param event what the receiver knows the message by
     * @param place for paging
     * @param user with events of connections, like the connector; null otherwise
     * @param subject with all others; null otherwise
     */
    record Message(
            String event,
            long place,
            String eventType,
            @Nullable String user,
            @Nullable String connector,
            @Nullable String subject,
            Instant eventDt) {}

    /**
     * How far it is.
     *
     * @param status {@code pending}, {@code delivered} or {@code failed}
     * @param nextAttemptDt while it is pending
     * @param lastStatus the HTTP status of the last answer, where there was one
     * @param lastError what was wrong with the last attempt
     */
    record Progress(
            String status,
            int attempts,
            @Nullable Instant nextAttemptDt,
            @Nullable Instant lastAttemptDt,
            @Nullable Integer lastStatus,
            @Nullable String lastError) {}
}
