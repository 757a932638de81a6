package dev.gatehouse.client.tokenstorage;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.client.call.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token to store.
 *
 * @param service the name of a service of the calling client
 * @param refreshToken null where there is none
 * @param expirationDate null where nobody said
 */
public record NewToken(
        String service,
        @JsonProperty("access_token") Secret accessToken,
        @JsonProperty("refresh_token") @Nullable Secret refreshToken,
        @JsonProperty("expiration_date") @Nullable Instant expirationDate) {}
