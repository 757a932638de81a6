package dev.gatehouse.clients.protocol;

import java.util.List;

/** What tokens of a client can be made to tell of their user beyond what is usual. */
public final class ToldClaims {
    /** In ID tokens, of what the user allowed with the scope of the same name. */
    public static final String PROFILE = "profile";

    /** The same of the address. */
    public static final String EMAIL = "email";

    /** The user's roles, in ID tokens, access tokens and userinfo. */
    public static final String ROLES = "roles";

    /** The ids of the user's teams, in the same. */
    public static final String GROUPS = "groups";

    public static final List<String> NAMES = List.of(PROFILE, EMAIL, ROLES, GROUPS);

    /** Services believe these since we sign them, and nobody asks the user. */
    public static final List<String> OF_ADMINISTRATORS = List.of(ROLES, GROUPS);

    private ToldClaims() {}
}
