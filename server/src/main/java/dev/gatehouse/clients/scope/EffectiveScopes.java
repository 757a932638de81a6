package dev.gatehouse.clients.scope;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Computes what clients may ask for from what was given to them, what was approved, and what their linked endpoints need now.
 * What it comes to is not stored, so it follows every change of a service's contract, and every end. Stateless.
 */
public final class EffectiveScopes {
    private final ScopeStore store = new ScopeStore();

    /** What the client may ask for now. */
    public Set<String> of(Handle handle, String clientId, String ownScope) {
        return of(handle, Map.of(clientId, ownScope)).getOrDefault(clientId, Set.of());
    }

    /** @param ownScopes what was given to each client directly, by client id */
    public Map<String, Set<String>> of(Handle handle, Map<String, String> ownScopes) {
        Set<String> clientIds = ownScopes.keySet();
        List<ScopeStore.Needed> needed = store.needed(handle, clientIds);
        ApprovedScopes approved = ApprovedScopes.read(
                store, handle, clientIds, scopes(needed.stream().map(ScopeStore.Needed::requirement)));
        Map<String, List<Requirement>> requirements = needed.stream()
                .collect(Collectors.groupingBy(
                        ScopeStore.Needed::clientId,
                        Collectors.mapping(
                                each -> approved.through(each.clientId(), each.link(), each.requirement()),
                                Collectors.toList())));
        Map<String, Set<String>> effective = new HashMap<>();
        ownScopes.forEach((clientId, ownScope) -> effective.put(
                clientId,
                Requirement.effectiveScope(
                        given(clientId, ownScope, approved), requirements.getOrDefault(clientId, List.of()))));
        return effective;
    }

    /** When the first of what the client may have ends by itself; empty where nothing does. */
    public Optional<Instant> nextEnd(Handle handle, String clientId) {
        return store.nextEnd(handle, clientId);
    }

    /** What clients may ask for today, and once a service has become another; by client id. */
    public Map<String, ScopesThen> then(Handle handle, Collection<String> clientIds, ServiceThen service) {
        List<ScopeStore.Owned> clients = store.owned(handle, clientIds);
        Set<String> there = new HashSet<>(store.declaredByOthers(
                handle, tokens(clients.stream().map(ScopeStore.Owned::scope).toList()), service.serviceId()));
        there.addAll(service.declared());
        there.addAll(service.required());
        Map<String, List<ScopeStore.Linked>> links =
                store.linked(handle, clientIds).stream().collect(Collectors.groupingBy(ScopeStore.Linked::clientId));
        Set<String> needed = scopes(Stream.concat(
                links.values().stream().flatMap(List::stream).map(ScopeStore.Linked::requirement),
                service.endpoints().values().stream()
                        .map(needs -> Requirement.of(needs.scope(), needs.requires(), List.of()))));
        ApprovedScopes approved = ApprovedScopes.read(store, handle, clientIds, needed);
        return clients.stream()
                .collect(Collectors.toMap(
                        ScopeStore.Owned::clientId,
                        client -> then(
                                client, links.getOrDefault(client.clientId(), List.of()), approved, there, service)));
    }

    private static ScopesThen then(
            ScopeStore.Owned client,
            List<ScopeStore.Linked> linked,
            ApprovedScopes approved,
            Set<String> there,
            ServiceThen service) {
        String given = given(client.clientId(), client.scope(), approved);
        String givenThen = Scopes.split(given).stream()
                .filter(scope -> StandingScopes.isStanding(scope) || there.contains(scope))
                .collect(Collectors.joining(" "));
        return new ScopesThen(
                client.clientName(),
                client.ownerId(),
                Set.copyOf(Scopes.split(given)),
                Requirement.effectiveScope(
                        given,
                        linked.stream()
                                .map(link -> approved.through(client.clientId(), link.link(), link.requirement()))
                                .toList()),
                Requirement.effectiveScope(
                        givenThen,
                        linked.stream()
                                .flatMap(link -> then(link, service).stream()
                                        .map(then -> approved.through(client.clientId(), link.link(), then)))
                                .toList()));
    }

    /** What a link needs once the service has changed; nothing where its endpoint is gone. */
    private static Optional<Requirement> then(ScopeStore.Linked link, ServiceThen service) {
        if (!link.link().serviceId().equals(service.serviceId())) {
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

    private static Set<String> scopes(Stream<Requirement> requirements) {
        return requirements.flatMap(each -> each.scopes().stream()).collect(Collectors.toSet());
    }

    /** What of the client's own list is its to have now: a scope goes with the last service that declares it. */
    private static String given(String clientId, String ownScope, ApprovedScopes approved) {
        return Scopes.split(ownScope).stream()
                .filter(scope -> approved.hasDirectly(clientId, scope))
                .collect(Collectors.joining(" "));
    }
}
