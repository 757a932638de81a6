package dev.gatehouse.client.oauthclient;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.client.call.Secret;
import java.net.URI;
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
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ClientRegistration(
        String clientId,
        long clientIdIssuedAt,
        @Nullable Secret clientSecret,
        long clientSecretExpiresAt,
        URI registrationClientUri,
        Secret registrationAccessToken,
        @JsonUnwrapped ClientMetadata metadata) {}
