package dev.gatehouse.client.tokenstorage;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.client.call.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A person's token for a service.
 *
 * @param accessToken null for callers who may not have it
 * @param expirationDate in UTC; null where nobody said
 * @param status of the connection
 */
public record StoredToken(
        Envelope<ThirdPartyService> service,
        Envelope<StoredUser> user,
        @JsonProperty("access_token") @Nullable Secret accessToken,
        @JsonProperty("refresh_token") @Nullable Secret refreshToken,
        @JsonProperty("expiration_date") @Nullable String expirationDate,
        String status) {}
