package dev.gatehouse.vault.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.crypto.SecretValue;

/** A webhook with its new secret, which is shown this once. Immutable. */
record ShownSecret(
        @JsonUnwrapped Webhook webhook, @JsonProperty SecretValue secret) {}
