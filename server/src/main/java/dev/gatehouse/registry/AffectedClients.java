package dev.gatehouse.registry;

import dev.gatehouse.clients.link.ClientLinks;
import dev.gatehouse.clients.link.LinkedClient;
import dev.gatehouse.clients.scope.ScopesThen;
import dev.gatehouse.clients.scope.ServiceThen;
import dev.gatehouse.contract.Endpoint;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Finds out what a change of a service takes from each client. Stateless. */
public final class AffectedClients {
    private final ClientLinks links = new ClientLinks();

    /**
     * @param after the service's endpoints then
     * @param scopesRemoved what it declares today, but not then
     * @param scopesAfter what it declares then
     * @param linked the links to endpoints that go or change
     */
    public List<AffectedClient> of(
            Handle handle,
            String serviceId,
            List<Endpoint> after,
            Collection<String> scopesRemoved,
            Set<String> scopesAfter,
            List<LinkedClient> linked) {
        Map<String, Endpoint> now = after.stream().collect(Collectors.toMap(Endpoint::endpoint, endpoint -> endpoint));
        Map<String, List<LinkedClient>> byClient =
                linked.stream().collect(Collectors.groupingBy(LinkedClient::clientId));
        Set<String> clientIds = new HashSet<>(byClient.keySet());
        clientIds.addAll(links.holding(handle, scopesRemoved));
        if (clientIds.isEmpty()) {
            return List.of();
        }
        Map<String, ScopesThen> then = links.then(handle, clientIds, then(serviceId, after, scopesAfter));
        return new TreeMap<>(then)
                .entrySet().stream()
                        .map(entry -> affected(
                                entry.getKey(),
                                entry.getValue(),
                                byClient.getOrDefault(entry.getKey(), List.of()),
                                now))
                        .filter(AffectedClient::losesSomething)
                        .toList();
    }

    private static ServiceThen then(String serviceId, List<Endpoint> after, Set<String> scopesAfter) {
        return new ServiceThen(
                serviceId,
                after.stream()
                        .collect(Collectors.toMap(
                                Endpoint::endpoint,
                                endpoint -> new ServiceThen.Needs(endpoint.scope(), endpoint.requires()))),
                scopesAfter);
    }

    private static AffectedClient affected(
            String clientId, ScopesThen scopes, List<LinkedClient> linked, Map<String, Endpoint> now) {
        Set<String> lost = new TreeSet<>();
        Set<String> refused = new TreeSet<>();
        Set<String> needed = new TreeSet<>();
        for (LinkedClient link : linked) {
            Endpoint endpoint = now.get(link.endpoint());
            if (endpoint == null) {
                lost.add(link.endpoint());
            } else if (!endpoint.acceptsScopes(link.effectiveScope())) {
                refused.add(link.endpoint());
                needed.addAll(List.of(endpoint.scope().split(" ")));
                needed.removeAll(link.effectiveScope());
            }
        }
        boolean broken = !lost.isEmpty() || !refused.isEmpty() || scopes.losesGiven();
        return new AffectedClient(
                clientId,
                scopes.ownerId(),
                broken,
                List.copyOf(lost),
                List.copyOf(refused),
                List.copyOf(needed),
                List.copyOf(scopes.lost()));
    }

    /** Those that break, in words, for a description. */
    public static String named(List<AffectedClient> affected) {
        List<AffectedClient> broken =
                affected.stream().filter(AffectedClient::broken).toList();
        String first = broken.stream().limit(20).map(AffectedClient::named).collect(Collectors.joining("; "));
        return broken.size() > 20 ? first + "; and " + (broken.size() - 20) + " more clients" : first;
    }
}
