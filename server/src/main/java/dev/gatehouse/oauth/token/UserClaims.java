package dev.gatehouse.oauth.token;

import dev.gatehouse.users.User;
import dev.gatehouse.users.Users;
import java.util.Collection;
import java.util.LinkedHashMap;
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
    public Map<String, Object> of(String userId, Collection<String> scopes) {
        User user = users.get(userId);
        Map<String, Object> claims = new LinkedHashMap<>();
        if (scopes.contains("profile")) {
            String name = Stream.of(user.firstName(), user.lastName())
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" "));
            claims.put("name", name.isEmpty() ? userId : name);
            claims.put("given_name", user.firstName());
            claims.put("family_name", user.lastName());
            claims.put("preferred_username", userId);
            claims.put("updated_at", user.updateDt().getEpochSecond());
        }
        if (scopes.contains("email")) {
            claims.put("email", user.email());
        }
        claims.values().removeIf(Objects::isNull);
        return claims;
    }
}
