package dev.gatehouse.clients.scope;

/** The scopes that guard this server's own API. No service can hand them on: they are given by who holds them. */
public final class ReservedScopes {
    private ReservedScopes() {}

    /** Whether it is one of them, or begins like one. */
    public static boolean isReserved(String scope) {
        return scope.startsWith("oauth.") || scope.startsWith("token-storage.");
    }
}
