package dev.gatehouse.client.user;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.client.call.Dates;
import org.jspecify.annotations.Nullable;

/**
 * A user.
 *
 * @param userType {@code admin}, {@code employee}, {@code customer} or {@code partner}
 * @param email unique among users
 * @param roles names separated by space
 * @param scope the scopes of the server's own API beyond what everybody may hold, separated by space; null in requests keeps them
 * @param dates null in requests
 */
public record UserProfile(
        String userId,
        String userType,
        @Nullable String firstName,
        @Nullable String lastName,
        String email,
        @Nullable String roles,
        @Nullable String scope,
        @JsonUnwrapped @Nullable Dates dates) {
    /** One to add. */
    public static UserProfile of(String userId, String userType, String email) {
        return new UserProfile(userId, userType, null, null, email, null, null, null);
    }

    public UserProfile named(@Nullable String first, @Nullable String last) {
        return new UserProfile(userId, userType, first, last, email, roles, scope, dates);
    }

    public UserProfile withEmail(String address) {
        return new UserProfile(userId, userType, firstName, lastName, address, roles, scope, dates);
    }

    public UserProfile withRoles(@Nullable String names) {
        return new UserProfile(userId, userType, firstName, lastName, email, names, scope, dates);
    }

    /** For administrators: what the user may hold. */
    public UserProfile withScope(@Nullable String scopes) {
        return new UserProfile(userId, userType, firstName, lastName, email, roles, scopes, dates);
    }
}
