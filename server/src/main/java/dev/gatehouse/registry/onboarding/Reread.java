package dev.gatehouse.registry.onboarding;

import dev.gatehouse.contract.ContractDiff;
import dev.gatehouse.contract.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a stored contract is when it is read again.
 *
 * @param version of the contract; 0 where there was no reason to read any
 * @param endpoints empty where it cannot be read any more
 */
record Reread(int version, Optional<List<Endpoint>> endpoints) {
    static final Reread NONE = new Reread(0, Optional.of(List.of()));

    /** How that differs from the endpoints that it was stored with; empty where nothing does, or nobody knows. */
    Optional<ContractDiff> difference(List<Endpoint> registered) {
        return endpoints
                .map(now -> ContractDiff.between(registered, Set.of(), now, Set.of()))
                .filter(diff -> !diff.added().isEmpty()
                        || !diff.removed().isEmpty()
                        || !diff.changed().isEmpty());
    }

    /** @param stored the contract in force, which may be another by now */
    boolean differs(Optional<StoredContract> stored, List<Endpoint> registered) {
        boolean isInForce =
                stored.filter(contract -> contract.version() == version).isPresent();
        return isInForce && (endpoints.isEmpty() || difference(registered).isPresent());
    }
}
