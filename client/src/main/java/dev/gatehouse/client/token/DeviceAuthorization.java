package dev.gatehouse.client.token;

import dev.gatehouse.client.call.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The authorization of a device, begun (RFC 8628 section 3.2).
 *
 * @param userCode what the user enters at the verification URI
 * @param expiresIn in seconds
 * @param interval seconds to let pass between token requests
 */
@JsonNaming(SnakeCaseStrategy.class)
public record DeviceAuthorization(
        Secret deviceCode,
        String userCode,
        URI verificationUri,
        @Nullable URI verificationUriComplete,
        long expiresIn,
        long interval) {}
