package dev.gatehouse.client.oauthclient;

import dev.gatehouse.client.call.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A secret that is shown this once.
 *
 * @param oldSecretExpireDt until when the secrets before it work at most; null where they ended at once
 */
public record NewSecret(
        String clientId, Secret clientSecret, @Nullable Instant oldSecretExpireDt) {}
