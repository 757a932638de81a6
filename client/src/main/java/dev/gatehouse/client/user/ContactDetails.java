package dev.gatehouse.client.user;

import org.jspecify.annotations.Nullable;

/**
 * Where somebody is found, and how to address them (OpenID Connect Core section 5.1).
 *
 * @param email unique among users
 * @param emailVerified whether the address is known to be theirs, which administrators say; null in requests keeps it, but for
 *     another address
 * @param zoneinfo a time zone such as {@code Europe/Berlin}
 * @param locale a language tag such as {@code de-AT}
 */
public record ContactDetails(
        String email,
        @Nullable Boolean emailVerified,
        @Nullable String profile,
        @Nullable String picture,
        @Nullable String website,
        @Nullable String zoneinfo,
        @Nullable String locale) {
    public static ContactDetails of(String email) {
        return new ContactDetails(email, null, null, null, null, null, null);
    }

    /** With another address, of which nothing is said. */
    public ContactDetails withEmail(String address) {
        return new ContactDetails(address, null, profile, picture, website, zoneinfo, locale);
    }

    /** For administrators. */
    public ContactDetails withEmailVerified(boolean verified) {
        return new ContactDetails(email, verified, profile, picture, website, zoneinfo, locale);
    }
}
