package dev.gatehouse.clients;

import java.util.Set;

/**
 * What the authorization server does for clients, as it says itself. Immutable.
 *
 * @param systemScopes the scopes of this server's own API, which no service declares
 * @param grantTypes the ways to get tokens, by their registered names
 * @param reservedClaims names that no client may give to a claim of its own
 */
public record ServedClients(Set<String> systemScopes, Set<String> grantTypes, Set<String> reservedClaims) {
    public ServedClients {
        systemScopes = Set.copyOf(systemScopes);
        grantTypes = Set.copyOf(grantTypes);
        reservedClaims = Set.copyOf(reservedClaims);
    }
}
