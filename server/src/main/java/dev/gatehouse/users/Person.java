package dev.gatehouse.users;

import org.jspecify.annotations.Nullable;

/**
 * Who somebody is (OpenID Connect Core section 5.1).
 *
 * @param birthdate a date such as {@code 1980-01-31}, with the year {@code 0000} where that is not told, or a year alone
 */
public record Person(
        @Nullable String firstName,
        @Nullable String middleName,
        @Nullable String lastName,
        @Nullable String nickname,
        @Nullable String gender,
        @Nullable String birthdate) {
    /** Of whom nothing is said. */
    public static final Person UNKNOWN = new Person(null, null, null, null, null, null);
}
