package dev.gatehouse.client.connection;

import dev.gatehouse.client.call.Secret;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An access token of a third party; for a login service, its password or API key.
 *
 * @param expiresIn for how many seconds it is valid; null where nobody said
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ConnectionToken(
        Secret accessToken,
        String tokenType,
        @Nullable Long expiresIn,
        @Nullable String scope) {
    public ConnectionToken {
        Objects.requireNonNull(accessToken, "access_token");
    }
}
