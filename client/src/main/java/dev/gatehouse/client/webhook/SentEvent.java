package dev.gatehouse.client.webhook;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that was sent to a webhook, or is to be.
 *
 * @param event the webhook-id of the message
 * @param place where the event stands among all
 * @param eventDt when it happened
 */
public record SentEvent(
        String event,
        long place,
        String eventType,
        String user,
        String connector,
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
