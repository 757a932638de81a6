package dev.gatehouse.users;

import org.jspecify.annotations.Nullable;

/**
 * Where somebody is found, and how to address them (OpenID Connect Core section 5.1).
 *
 * @param email unique among users, compared without regard to case
 * @param emailVerified whether an administrator said that the address is theirs; null where nobody ever said anything
 * @param profile a page about them
 * @param picture of them
 * @param website of theirs
 * @param zoneinfo a time zone such as {@code Europe/Berlin}
 * @param locale a language tag such as {@code de-AT}
 */
public record Contact(
        String email,
        @Nullable Boolean emailVerified,
        @Nullable String profile,
        @Nullable String picture,
        @Nullable String website,
        @Nullable String zoneinfo,
        @Nullable String locale) {
    public static Contact of(String email) {
        return new Contact(email, null, null, null, null, null, null);
    }

    Contact verified(@Nullable Boolean verified) {
        return new Contact(email, verified, profile, picture, website, zoneinfo, locale);
    }

    /** As it is where nobody says more of the address: another one than before is not verified by what was said of that. */
    Contact after(Contact before) {
        boolean same = email.equals(before.email) || before.emailVerified == null;
        return verified(same ? before.emailVerified : Boolean.FALSE);
    }
}
