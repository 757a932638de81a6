package dev.gatehouse.client.token;

import dev.gatehouse.client.call.Secret;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What the token endpoint answered (RFC 6749 section 5.1).
 *
 * @param expiresIn in seconds
 * @param scope what the access token reaches
 * @param refreshToken null where there is none
 * @param idToken null where the scope {@code openid} is not in it
 * @param issuedTokenType with token exchange
 */
@JsonNaming(SnakeCaseStrategy.class)
public record GrantedTokens(
        Secret accessToken,
        String tokenType,
        long expiresIn,
        @Nullable String scope,
        @Nullable Secret refreshToken,
        @Nullable Secret idToken,
        @Nullable String issuedTokenType) {
    public GrantedTokens {
        Objects.requireNonNull(accessToken, "access_token");
    }
}
