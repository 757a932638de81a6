package dev.gatehouse.clients.scope;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Computes what clients may ask for from what was given to them and what their linked endpoints need now. Nothing of it is
 * stored, so it follows every change of a service's contract. Stateless.
 */
public final class EffectiveScopes {
    private final ScopeStore store = new ScopeStore();

    public Set<String> of(Handle handle, String clientId, String ownScope) {
        return of(handle, Map.of(clientId, ownScope)).getOrDefault(clientId, Set.of());
    }

    /** @param ownScopes what was given to each client directly, by client id */
    public Map<String, Set<String>> of(Handle handle, Map<String, String> ownScopes) {
        Map<String, List<Requirement>> requirements = store.needed(handle, ownScopes.keySet()).stream()
                .collect(Collectors.groupingBy(
                        ScopeStore.Needed::clientId,
                        Collectors.mapping(ScopeStore.Needed::requirement, Collectors.toList())));
        Set<String> declared = store.declared(handle, tokens(ownScopes.values()));
        Map<String, Set<String>> effective = new HashMap<>();
        ownScopes.forEach((clientId, ownScope) -> effective.put(
                clientId,
                Requirement.effectiveScope(
                        stillThere(ownScope, declared), requirements.getOrDefault(clientId, List.of()))));
        return effective;
    }

    /** What clients may ask for today, and once a service has become another; by client id. */
    public Map<String, ScopesThen> then(Handle handle, Collection<String> clientIds, ServiceThen service) {
        List<ScopeStore.Owned> clients = store.owned(handle, clientIds);
        Set<String> tokens =
                tokens(clients.stream().map(ScopeStore.Owned::scope).toList());
        Set<String> declared = store.declared(handle, tokens);
        Set<String> declaredThen = new HashSet<>(store.declaredByOthers(handle, tokens, service.serviceId()));
        declaredThen.addAll(service.declared());
        Map<String, List<ScopeStore.Linked>> links =
                store.linked(handle, clientIds).stream().collect(Collectors.groupingBy(ScopeStore.Linked::clientId));
        return clients.stream().collect(Collectors.toMap(ScopeStore.Owned::clientId, client -> {
            List<ScopeStore.Linked> linked = links.getOrDefault(client.clientId(), List.of());
            String given = stillThere(client.scope(), declared);
            return new ScopesThen(
                    client.ownerId(),
                    Set.copyOf(Scopes.split(given)),
                    Requirement.effectiveScope(
                            given,
                            linked.stream().map(ScopeStore.Linked::requirement).toList()),
                    Requirement.effectiveScope(
                            stillThere(client.scope(), declaredThen),
                            linked.stream()
                                    .flatMap(link -> then(link, service).stream())
                                    .toList()));
        }));
    }

    /** What a link needs once the service has changed; nothing where its endpoint is gone. */
    private static Optional<Requirement> then(ScopeStore.Linked link, ServiceThen service) {
        if (!link.serviceId().equals(service.serviceId())) {
            return Optional.of(link.requirement());
        }
        return Optional.ofNullable(service.endpoints().get(link.endpoint()))
                .map(needs -> Requirement.of(
                        needs.scope(),
                        needs.requires(),
                        List.copyOf(link.requirement().vouched())));
    }

    /** The scopes in these lists that are there only while a service declares them. */
    private static Set<String> tokens(Collection<String> ownScopes) {
        return ownScopes.stream()
                .flatMap(scope -> Scopes.split(scope).stream())
                .filter(scope -> !StandingScopes.isStanding(scope))
                .collect(Collectors.toSet());
    }

    /** A scope goes with the last service that declared it, and is back when one does again. */
    private static String stillThere(String ownScope, Set<String> declared) {
        return Scopes.split(ownScope).stream()
                .filter(scope -> StandingScopes.isStanding(scope) || declared.contains(scope))
                .collect(Collectors.joining(" "));
    }
}
