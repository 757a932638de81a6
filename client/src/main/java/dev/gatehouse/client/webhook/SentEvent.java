package dev.gatehouse.client.webhook;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that was sent to a webhook, or is to be.
 *
 * @param event the webhook-id of the message
 * @param place where the event stands among all
 * @param user with events of connections, like the connector; null otherwise
 * @param subject what all others are about, such as {@code service/orders}; null with events of connections
 * @param eventDt when it happened
 */
public record SentEvent(
        String event,
        long place,
        String eventType,
        @Nullable String user,
        @Nullable String connector,
        @Nullable String subject,
        Instant eventDt,
        @JsonUnwrapped Progress progress) {
    /**
     * How far it came.
     *
     * @param status {@code pending}, {@code delivered} or {@code failed}
     * @param lastStatus of the last answer; null where there was none
     */
    public record Progress(
            String status,
            int attempts,
            @Nullable Instant nextAttemptDt,
            @Nullable Instant lastAttemptDt,
            @Nullable Integer lastStatus,
            @Nullable String lastError) {}
}
