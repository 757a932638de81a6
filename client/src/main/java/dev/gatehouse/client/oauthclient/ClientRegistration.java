package dev.gatehouse.client.oauthclient;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.client.call.Secret;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A registration (RFC 7591 section 3.2.1).
 *
 * @param clientIdIssuedAt seconds since 1970
 * @param clientSecret null where there is none, or where it was shown before
 * @param clientSecretExpiresAt seconds since 1970; 0 where it does not expire by itself
 * @param registrationAccessToken opens the registration
 * @param accessRequests what the client waits for, by the ids of access requests
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ClientRegistration(
        String clientId,
        long clientIdIssuedAt,
        @Nullable Secret clientSecret,
        long clientSecretExpiresAt,
        URI registrationClientUri,
        Secret registrationAccessToken,
        @JsonProperty("accessRequests") List<Long> accessRequests,
        @JsonUnwrapped ClientMetadata metadata) {
    public ClientRegistration {
        accessRequests = accessRequests == null ? List.of() : List.copyOf(accessRequests);
    }
}
