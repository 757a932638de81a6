package dev.gatehouse.clients.scope;

import java.util.Set;

/** The scopes that are there whatever services declare. */
public final class StandingScopes {
    /** What OpenID Connect asks about a person (OpenID Connect Core section 5.4, section 11); no service declares it. */
    static final Set<String> OF_A_PERSON = Set.of("openid", "profile", "email", "address", "phone", "offline_access");

    private StandingScopes() {}

    public static boolean isStanding(String scope) {
        return OF_A_PERSON.contains(scope) || ReservedScopes.isReserved(scope);
    }
}
