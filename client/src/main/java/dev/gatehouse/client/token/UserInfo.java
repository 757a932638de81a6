package dev.gatehouse.client.token;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Whom a token is about (OpenID Connect Core section 5.3), as far as its scopes and its client allow.
 *
 * @param updatedAt seconds since 1970
 * @param emailVerified null where nobody ever said anything
 * @param roles null where none are told, like the groups, which are ids of teams
 */
@JsonNaming(SnakeCaseStrategy.class)
public record UserInfo(
        String sub,
        @JsonUnwrapped Names names,
        @JsonUnwrapped About about,
        @Nullable Long updatedAt,
        @Nullable String email,
        @Nullable Boolean emailVerified,
        @Nullable List<String> roles,
        @Nullable List<String> groups) {
    public UserInfo {
        roles = roles == null ? null : List.copyOf(roles);
        groups = groups == null ? null : List.copyOf(groups);
    }

    /** What the user is called. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Names(
            @Nullable String name,
            @Nullable String givenName,
            @Nullable String middleName,
            @Nullable String familyName,
            @Nullable String nickname,
            @Nullable String preferredUsername) {}

    /** The rest of the profile. */
    public record About(
            @Nullable String profile,
            @Nullable String picture,
            @Nullable String website,
            @Nullable String gender,
            @Nullable String birthdate,
            @Nullable String zoneinfo,
            @Nullable String locale) {}

    public @Nullable String name() {
        return names.name();
    }

    public @Nullable String givenName() {
        return names.givenName();
    }

    public @Nullable String familyName() {
        return names.familyName();
    }

    public @Nullable String preferredUsername() {
        return names.preferredUsername();
    }
}
