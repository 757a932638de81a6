package dev.gatehouse.client.token;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Whom a token is about (OpenID Connect Core section 5.3), as far as its scopes allow.
 *
 * @param updatedAt seconds since 1970
 */
@JsonNaming(SnakeCaseStrategy.class)
public record UserInfo(
        String sub,
        @Nullable String name,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String preferredUsername,
        @Nullable Long updatedAt,
        @Nullable String email) {}
