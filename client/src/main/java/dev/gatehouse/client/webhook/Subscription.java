package dev.gatehouse.client.webhook;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.client.call.Dates;
import dev.gatehouse.client.call.Secret;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook.
 *
 * @param registrant the client it belongs to
 * @param secret what messages are signed with, shown when it is new
 */
public record Subscription(
        String webhookId,
        String registrant,
        String url,
        List<String> eventTypes,
        String status,
        @Nullable Secret secret,
        @JsonUnwrapped Health health,
        @JsonUnwrapped Dates dates) {
    public Subscription {
        eventTypes = List.copyOf(eventTypes);
    }

    /**
     * How it fares. What never was is null.
     *
     * @param previousSecretDt until when the secret before signs too
     * @param failingSinceDt the first failure since the last success
     */
    public record Health(
            @Nullable String disabledBecause,
            @Nullable Instant previousSecretDt,
            @Nullable Instant failingSinceDt,
            @Nullable Instant lastSuccessDt,
            @Nullable Instant lastFailureDt,
            @Nullable String lastError) {}
}
