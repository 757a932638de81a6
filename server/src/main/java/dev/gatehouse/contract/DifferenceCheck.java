package dev.gatehouse.contract;

import java.util.Collection;
import java.util.Set;

/** Finds what a contract changes against what its service has now. Thread-safe. */
@FunctionalInterface
public interface DifferenceCheck {
    /** What turns the endpoints and scopes from before into those after. */
    ContractDiff between(
            Collection<Endpoint> before, Set<String> scopesBefore, Collection<Endpoint> after, Set<String> scopesAfter);
}
