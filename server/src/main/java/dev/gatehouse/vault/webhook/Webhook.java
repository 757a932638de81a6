package dev.gatehouse.vault.webhook;

import java.time.Instant;
import java.util.List;

/**
 * Where a registrant wants to be called, and how that went. Members that are null are left out where it is shown.
 * Immutable.
 *
 * @param status {@code active}, or {@code disabled}: then nothing is sent until it is made active again
 * @param disabledBecause who or what disabled it
 * @param previousSecretDt until when the secret before signs too
 * @param failingSinceDt the first failure since the last success
 * @param lastSuccessDt to the minute
 */
record Webhook(
        String webhookId,
        String registrant,
        String url,
        List<String> eventTypes,
        String status,
        String disabledBecause,
        Instant previousSecretDt,
        Instant failingSinceDt,
        Instant lastSuccessDt,
        Instant lastFailureDt,
        String lastError,
        Instant createDt,
        Instant updateDt) {
    static final String ACTIVE = "active";
    static final String DISABLED = "disabled";

    Webhook {
        eventTypes = List.copyOf(eventTypes);
    }

    boolean isActive() {
        return status.equals(ACTIVE);
    }
}
