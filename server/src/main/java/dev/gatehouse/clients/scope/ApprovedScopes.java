package dev.gatehouse.clients.scope;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Which scopes of services some clients may have now, directly and through their links. Immutable. */
final class ApprovedScopes {
    private final Map<String, Set<String>> direct = new HashMap<>();
    private final Map<String, Set<String>> byLink = new HashMap<>();
    private final Map<String, ScopeStore.Link> owners;

    /** @param needed the scopes that the clients' links need */
    static ApprovedScopes read(ScopeStore store, Handle handle, Collection<String> clientIds, Set<String> needed) {
        Set<String> owned = needed.stream()
                .filter(scope -> !StandingScopes.isStanding(scope))
                .collect(Collectors.toSet());
        ApprovedScopes read = new ApprovedScopes(store.owners(handle, owned));
        store.approved(handle, clientIds)
                .forEach(each -> (each.byLink() ? read.byLink : read.direct)
                        .computeIfAbsent(each.clientId(), _ -> new HashSet<>())
                        .add(each.scope()));
        return read;
    }

    private ApprovedScopes(Map<String, ScopeStore.Link> owners) {
        this.owners = owners;
    }

    /** Whether a scope of those that were given to a client directly is its to have. */
    boolean hasDirectly(String clientId, String scope) {
        return StandingScopes.isStanding(scope)
                || direct.getOrDefault(clientId, Set.of()).contains(scope);
    }

    /**
     * The requirement of a client's link, which gives what is its service's, or another's of the same owner, and else only what
     * the scope's owner approved.
     */
    Requirement through(String clientId, ScopeStore.Link link, Requirement requirement) {
        Set<String> approved = byLink.getOrDefault(clientId, Set.of());
        Set<String> withheld = new HashSet<>(requirement.scopes());
        withheld.removeIf(scope -> approved.contains(scope) || isOf(link, owners.get(scope)));
        return withheld.isEmpty() ? requirement : requirement.withholding(withheld);
    }

    private static boolean isOf(ScopeStore.Link link, ScopeStore.@Nullable Link owner) {
        return owner == null || owner.ownerId().equals(link.ownerId());
    }
}
