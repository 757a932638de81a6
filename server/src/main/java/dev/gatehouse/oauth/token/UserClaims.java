package dev.gatehouse.oauth.token;

import dev.gatehouse.users.User;
import dev.gatehouse.users.Users;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What clients learn about a user for the scopes profile and email (OpenID Connect Core section 5.4). Thread-safe. */
public final class UserClaims {
    private final Users users;

    public UserClaims(Users users) {
        this.users = users;
    }

    /** @throws dev.gatehouse.api.ApiException ERR12013 when the user is gone */
    public Map<TokenClaim, Object> of(String userId, Collection<String> scopes) {
        User user = users.get(userId);
        Map<TokenClaim, Object> claims = new EnumMap<>(TokenClaim.class);
        if (scopes.contains("profile")) {
            String name = Stream.of(user.name().firstName(), user.name().lastName())
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" "));
            claims.put(TokenClaim.NAME, name.isEmpty() ? userId : name);
            claims.put(TokenClaim.GIVEN_NAME, user.name().firstName());
            claims.put(TokenClaim.FAMILY_NAME, user.name().lastName());
            claims.put(TokenClaim.PREFERRED_USERNAME, userId);
            claims.put(TokenClaim.UPDATED_AT, updated(user).getEpochSecond());
        }
        if (scopes.contains("email")) {
            claims.put(TokenClaim.EMAIL, user.email());
        }
        claims.values().removeIf(Objects::isNull);
        return claims;
    }

    private static Instant updated(User user) {
        return Objects.requireNonNull(user.times().updateDt(), "whoever is stored was written once");
    }
}
