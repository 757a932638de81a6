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
 * @param dates null in requests
 */
public record Person(
        String userId,
        String userType,
        @Nullable String firstName,
        @Nullable String lastName,
        String email,
        @Nullable String roles,
        @JsonUnwrapped @Nullable Dates dates) {
    /** One to add. */
    public static Person of(String userId, String userType, String email) {
        return new Person(userId, userType, null, null, email, null, null);
    }

    public Person named(@Nullable String first, @Nullable String last) {
        return new Person(userId, userType, first, last, email, roles, dates);
    }

    public Person withEmail(String address) {
        return new Person(userId, userType, firstName, lastName, address, roles, dates);
    }

    public Person withRoles(@Nullable String names) {
        return new Person(userId, userType, firstName, lastName, email, names, dates);
    }
}
