package dev.gatehouse.client.connection;

import dev.gatehouse.client.call.Secret;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An access token of a third party; for a login service, its password or API key.
 *
 * @param expiresIn for how many seconds it is valid; null where nobody said
 * @param metadata what the third party told besides: texts, numbers and truth values by name
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ConnectionToken(
        Secret accessToken,
        String tokenType,
        @Nullable Long expiresIn,
        @Nullable String scope,
        Map<String, Object> metadata) {
    public ConnectionToken {
        Objects.requireNonNull(accessToken, "access_token");
        metadata = metadata == null ? Map.of() : Map.copyOf(metadata);
    }
}
