package dev.gatehouse.clients;

import dev.gatehouse.crypto.SecretValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client's new secret, as it is answered once.
 *
 * @param oldSecretExpireDt until when the secrets before it work at most; null where they ended at once
 */
record NewSecret(
        String clientId, SecretValue clientSecret, @Nullable Instant oldSecretExpireDt) {}
