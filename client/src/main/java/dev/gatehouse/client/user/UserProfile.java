package dev.gatehouse.client.user;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.client.call.Dates;
import org.jspecify.annotations.Nullable;

/**
 * A user.
 *
 * @param userType {@code admin}, {@code employee}, {@code customer} or {@code partner}
 * @param roles names separated by space
 * @param scope the scopes of the server's own API beyond what everybody may hold, separated by space; null in requests keeps them
 * @param active false for who is disabled; null in requests keeps it
 * @param dates null in requests
 */
public record UserProfile(
        String userId,
        String userType,
        @JsonUnwrapped PersonalDetails person,
        @JsonUnwrapped ContactDetails contact,
        @Nullable String roles,
        @Nullable String scope,
        @Nullable Boolean active,
        @JsonUnwrapped @Nullable Dates dates) {
    /** One to add. */
    public static UserProfile of(String userId, String userType, String email) {
        return new UserProfile(
                userId, userType, PersonalDetails.named(null, null), ContactDetails.of(email), null, null, null, null);
    }

    public @Nullable String firstName() {
        return person.firstName();
    }

    public @Nullable String lastName() {
        return person.lastName();
    }

    public String email() {
        return contact.email();
    }

    public UserProfile named(@Nullable String first, @Nullable String last) {
        return with(new PersonalDetails(
                first, person.middleName(), last, person.nickname(), person.gender(), person.birthdate()));
    }

    public UserProfile with(PersonalDetails other) {
        return new UserProfile(userId, userType, other, contact, roles, scope, active, dates);
    }

    public UserProfile with(ContactDetails other) {
        return new UserProfile(userId, userType, person, other, roles, scope, active, dates);
    }

    public UserProfile withEmail(String address) {
        return with(contact.withEmail(address));
    }

    public UserProfile withRoles(@Nullable String names) {
        return new UserProfile(userId, userType, person, contact, names, scope, active, dates);
    }

    /** For administrators: what the user may hold. */
    public UserProfile withScope(@Nullable String scopes) {
        return new UserProfile(userId, userType, person, contact, roles, scopes, active, dates);
    }

    /** For administrators: false disables the user, true enables. */
    public UserProfile withActive(boolean enabled) {
        return new UserProfile(userId, userType, person, contact, roles, scope, enabled, dates);
    }
}
