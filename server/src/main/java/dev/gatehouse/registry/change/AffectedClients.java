package dev.gatehouse.registry.change;

import dev.gatehouse.clients.link.ClientLinks;
import dev.gatehouse.clients.scope.ScopesThen;
import dev.gatehouse.clients.scope.ServiceThen;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.usage.LastUseStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds out what a change of a service takes from each client. Stateless. */
public final class AffectedClients {
    private final ClientLinks links = new ClientLinks();
    private final LastUseStore uses = new LastUseStore();

    /**
     * Who would notice.
     *
     * @param affected what it takes from each, by client id
     * @param taken requests that are for new endpoints now
     * @param complete whether all new endpoints were compared with all others
     */
    public record Noticed(List<AffectedClient> affected, List<TakenRequests> taken, boolean complete) {}

    public Noticed of(Handle handle, ServiceChange change) {
        Map<String, Endpoint> changed = changed(change);
        TakenPaths.Found taking = TakenPaths.of(change);
        Map<String, Endpoint> watched = new HashMap<>(changed);
        taking.takings().forEach(each -> watched.put(each.from().endpoint(), each.from()));
        List<String> today = change.today(watched.keySet());
        Reach reach = new Reach(
                watched,
                change,
                links.to(handle, change.serviceId(), today),
                uses.of(handle, change.serviceId(), today));
        Search search = new Search(changed, ServiceChange.byName(change.after()), taking.takings(), reach);
        Set<String> clientIds = new HashSet<>(reach.known());
        Set<String> scopes = new HashSet<>(Endpoint.scopes(watched.values()));
        scopes.addAll(change.scopesRemoved());
        clientIds.addAll(links.holding(handle, scopes));
        new TreeMap<>(links.then(handle, clientIds, then(change))).forEach(search::ours);
        reach.foreign().forEach(search::foreign);
        return new Noticed(
                dated(handle, change.serviceId(), search.affected),
                search.taken.entrySet().stream()
                        .map(entry -> new TakenRequests(
                                entry.getKey().endpoint().endpoint(),
                                entry.getKey().from().endpoint(),
                                List.copyOf(entry.getValue())))
                        .toList(),
                taking.complete());
    }

    /** The endpoints as they are that go, or need something else, by name. */
    private static Map<String, Endpoint> changed(ServiceChange change) {
        Map<String, Endpoint> after = ServiceChange.byName(change.after());
        return ServiceChange.byName(change.before().stream()
                .filter(endpoint -> {
                    Endpoint then = after.get(endpoint.endpoint());
                    return then == null || !then.alternatives().equals(endpoint.alternatives());
                })
                .toList());
    }

    /** Who loses nothing but scopes may have called anything. */
    private List<AffectedClient> dated(Handle handle, String serviceId, List<AffectedClient> affected) {
        List<String> undated = affected.stream()
                .filter(each -> each.lostEndpoints().isEmpty()
                        && each.refusedEndpoints().isEmpty())
                .map(AffectedClient::clientId)
                .toList();
        Map<String, Instant> last = uses.ofClients(handle, serviceId, undated);
        return affected.stream()
                .sorted(Comparator.comparing(AffectedClient::clientId))
                .map(each -> last.containsKey(each.clientId()) ? each.lastUsed(last.get(each.clientId())) : each)
                .toList();
    }

    private static ServiceThen then(ServiceChange change) {
        Map<String, ServiceThen.Needs> needs = change.after().stream()
                .collect(Collectors.toMap(
                        Endpoint::endpoint, endpoint -> new ServiceThen.Needs(endpoint.scope(), endpoint.requires())));
        change.renames().names().forEach((old, now) -> needs.put(old, needs.get(now)));
        return new ServiceThen(change.serviceId(), needs, change.scopesAfter());
    }

    /** Goes through the clients. Used by one thread, once. */
    private static final class Search {
        private final Map<String, Endpoint> changed;
        private final Map<String, Endpoint> after;
        private final List<TakenPaths.Taking> takings;
        private final Reach reach;
        private final List<AffectedClient> affected = new ArrayList<>();
        private final Map<TakenPaths.Taking, Set<String>> taken = new LinkedHashMap<>();

        Search(
                Map<String, Endpoint> changed,
                Map<String, Endpoint> after,
                List<TakenPaths.Taking> takings,
                Reach reach) {
            this.changed = changed;
            this.after = after;
            this.takings = takings;
            this.reach = reach;
        }

        void ours(String clientId, ScopesThen scopes) {
            Loss loss = loss(clientId, reach.of(clientId, scopes), (was, now) -> now.acceptsScopes(scopes.today()));
            AffectedClient client = loss.of(
                    new AffectedClient.Who(clientId, scopes.clientName(), scopes.ownerId(), lastUsed(clientId, loss)),
                    scopes.losesGiven(),
                    scopes.today(),
                    scopes.lost());
            if (client.losesSomething()) {
                affected.add(client);
            }
        }

        /** What its tokens are like is not known, only that one was good for what it was seen at. */
        void foreign(String clientId) {
            Loss loss = loss(clientId, reach.ofForeign(clientId), Loss::impliesAccess);
            if (!loss.isEmpty()) {
                affected.add(loss.of(
                        new AffectedClient.Who(clientId, null, null, lastUsed(clientId, loss)),
                        false,
                        List.of(),
                        List.of()));
            }
        }

        private Loss loss(String clientId, Set<String> reached, BiPredicate<Endpoint, Endpoint> works) {
            Loss loss = new Loss();
            for (String name : reached) {
                Endpoint before = changed.get(name);
                if (before != null) {
                    loss.at(name, before, after.get(name), works);
                }
            }
            for (TakenPaths.Taking taking : takings) {
                if (reached.contains(taking.from().endpoint())) {
                    taken.computeIfAbsent(taking, each -> new TreeSet<>()).add(clientId);
                    loss.taken(taking, works);
                }
            }
            return loss;
        }

        private @Nullable Instant lastUsed(String clientId, Loss loss) {
            Instant last = reach.lastUsed(clientId, loss.noticed);
            return last.equals(Instant.MIN) ? null : last;
        }
    }

    /** Those that break, in words, for a description. */
    public static String named(List<AffectedClient> affected) {
        List<AffectedClient> broken =
                affected.stream().filter(AffectedClient::broken).toList();
        String first = broken.stream().limit(20).map(AffectedClient::named).collect(Collectors.joining("; "));
        return broken.size() > 20 ? first + "; and " + (broken.size() - 20) + " more clients" : first;
    }
}
