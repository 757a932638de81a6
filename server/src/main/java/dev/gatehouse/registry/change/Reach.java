package dev.gatehouse.registry.change;

import dev.gatehouse.clients.link.LinkedClient;
import dev.gatehouse.clients.scope.ScopesThen;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.usage.LastUseStore;
import dev.gatehouse.usage.RecentUse;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of some endpoints clients call or can call today: those they are linked to, those for which they hold the scopes directly,
 * and those they were seen at, where their tokens still do. Built once for a change, used by one thread.
 */
final class Reach {
    private final Map<String, Endpoint> watched;
    private final Map<Set<String>, Set<String>> byNeed = new HashMap<>();
    private final Map<String, Set<String>> linked = new HashMap<>();
    private final Map<String, Map<String, RecentUse>> seen = new HashMap<>();

    /** @param watched the endpoints as they are, by the names they will have; so are all names here */
    Reach(Map<String, Endpoint> watched, ServiceChange change, List<LinkedClient> links, List<LastUseStore.Use> uses) {
        this.watched = watched;
        watched.forEach((name, endpoint) -> endpoint.alternatives().stream()
                .filter(alternative -> !alternative.isEmpty())
                .forEach(alternative -> byNeed.computeIfAbsent(alternative, need -> new HashSet<>())
                        .add(name)));
        links.forEach(link -> linked.computeIfAbsent(link.clientId(), id -> new HashSet<>())
                .add(change.renames().now(link.endpoint())));
        uses.forEach(use -> seen.computeIfAbsent(use.clientId(), id -> new HashMap<>())
                .put(change.renames().now(use.endpoint()), use.use()));
    }

    /** Every client that is linked or was seen. */
    Set<String> known() {
        Set<String> known = new HashSet<>(linked.keySet());
        known.addAll(seen.keySet());
        return known;
    }

    /** Clients of other issuers that were seen; none of ours has a slash in its id. */
    Set<String> foreign() {
        Set<String> foreign = new TreeSet<>(seen.keySet());
        foreign.removeIf(clientId -> clientId.indexOf('/') < 0);
        return foreign;
    }

    /** What one of our clients reaches. */
    Set<String> of(String clientId, ScopesThen scopes) {
        Set<String> reached = new TreeSet<>(linked.getOrDefault(clientId, Set.of()));
        byNeed.forEach((need, names) -> {
            if (scopes.given().containsAll(need)) {
                reached.addAll(names);
            }
        });
        for (String name : seen.getOrDefault(clientId, Map.of()).keySet()) {
            Endpoint endpoint = watched.get(name);
            if (endpoint != null && endpoint.acceptsScopes(scopes.today())) {
                reached.add(name);
            }
        }
        reached.retainAll(watched.keySet());
        return reached;
    }

    /** What a client of another issuer reached. */
    Set<String> ofForeign(String clientId) {
        Set<String> reached =
                new TreeSet<>(seen.getOrDefault(clientId, Map.of()).keySet());
        reached.retainAll(watched.keySet());
        return reached;
    }

    /** How the client uses some endpoints. */
    RecentUse use(String clientId, Collection<String> names) {
        Map<String, RecentUse> uses = seen.getOrDefault(clientId, Map.of());
        return names.stream()
                .map(name -> uses.getOrDefault(name, RecentUse.NONE))
                .reduce(RecentUse.NONE, RecentUse::plus);
    }
}
