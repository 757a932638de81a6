package dev.gatehouse.registry.onboarding;

import dev.gatehouse.clients.scope.Scopes;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a service's scopes become when a contract is stored. */
final class ContractScopes {
    private ContractScopes() {}

    /**
     * Scopes that only the previous contract brought go with it; those given by hand stay; the new ones follow.
     *
     * @param current the service's scopes
     * @param previous the scopes of the contract stored before
     * @param next the scopes of the new contract
     */
    static Set<String> merge(String current, Set<String> previous, Set<String> next) {
        Set<String> merged = new LinkedHashSet<>(Scopes.split(current));
        merged.removeIf(scope -> previous.contains(scope) && !next.contains(scope));
        merged.addAll(next);
        return merged;
    }
}
