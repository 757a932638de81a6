package dev.gatehouse.vault.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A webhook with its new secret, which is shown this once. Immutable; its text form hides the secret. */
record ShownSecret(
        @JsonUnwrapped Webhook webhook, @JsonProperty String secret) {
    @Override
    public String toString() {
        return "ShownSecret[" + webhook.webhookId() + "]";
    }
}
