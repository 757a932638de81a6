package dev.gatehouse.clients.link;

import dev.gatehouse.clients.Clients;
import dev.gatehouse.clients.scope.EffectiveScopes;
import dev.gatehouse.clients.scope.ScopesThen;
import dev.gatehouse.clients.scope.ServiceThen;
import dev.gatehouse.store.ChangeFeed;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Which clients are linked to a service's endpoints, for whoever is about to change them. Stateless. */
public final class ClientLinks {
    private final LinkStore store = new LinkStore();
    private final EffectiveScopes scopes = new EffectiveScopes();

    /** The links to some endpoints of a service, sorted by endpoint and client. */
    public List<LinkedClient> to(Handle handle, String serviceId, List<String> endpoints) {
        if (endpoints.isEmpty()) {
            return List.of();
        }
        List<LinkStore.LinkedOwner> linked = store.linkedTo(handle, serviceId, endpoints);
        Map<String, Set<String>> effective = scopes.of(
                handle,
                linked.stream()
                        .collect(Collectors.toMap(
                                LinkStore.LinkedOwner::clientId, LinkStore.LinkedOwner::ownScope, (one, same) -> one)));
        return linked.stream()
                .map(link -> new LinkedClient(
                        link.clientId(),
                        link.ownerId(),
                        link.endpoint(),
                        effective.getOrDefault(link.clientId(), Set.of())))
                .toList();
    }

    /** The clients that were given one of the scopes directly. */
    public Set<String> holding(Handle handle, Collection<String> given) {
        return given.isEmpty() ? Set.of() : store.holding(handle, given);
    }

    /** The scopes that a service declares today. */
    public Set<String> declared(Handle handle, String serviceId) {
        return store.declared(handle, serviceId);
    }

    /** What some clients may ask for today, and once a service has changed; by client id. */
    public Map<String, ScopesThen> then(Handle handle, Collection<String> clientIds, ServiceThen service) {
        return clientIds.isEmpty() ? Map.of() : scopes.then(handle, clientIds, service);
    }

    /** Removes the links to some endpoints of a service; returns what was removed. */
    public List<Link> remove(Handle handle, String serviceId, List<String> endpoints) {
        List<Link> removed = store.removeAllTo(handle, serviceId, endpoints);
        // What the clients' tokens carry may count no more.
        removed.stream()
                .map(Link::clientId)
                .distinct()
                .forEach(clientId -> ChangeFeed.announce(handle, Clients.TOPIC, clientId));
        return removed;
    }
}
