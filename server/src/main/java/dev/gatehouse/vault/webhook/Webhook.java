package dev.gatehouse.vault.webhook;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.api.Timestamps;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a registrant wants to be called, and how that went. In JSON the members of its parts stand side by side, those that
 * are null are left out. Immutable.
 *
 * @param previousSecretDt until when the secret before signs too
 */
record Webhook(
        String webhookId,
        String registrant,
        @JsonUnwrapped Target target,
        @Nullable Instant previousSecretDt,
        @JsonUnwrapped Health health,
        @JsonUnwrapped Timestamps times) {
    static final String ACTIVE = "active";

    /**
     * Where to send what.
     *
     * @param status {@code active}, or {@code disabled}: then nothing is sent until it is made active again
     * @param disabledBecause who or what disabled it
     */
    record Target(String url, List<String> eventTypes, String status, String disabledBecause) {
        Target {
            eventTypes = List.copyOf(eventTypes);
        }
    }

    /**
     * How deliveries went.
     *
     * @param failingSinceDt the first failure since the last success
     * @param lastSuccessDt to the minute
     */
    record Health(
            @Nullable Instant failingSinceDt,
            @Nullable Instant lastSuccessDt,
            @Nullable Instant lastFailureDt,
            @Nullable String lastError) {}
}
