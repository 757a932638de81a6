package dev.gatehouse.registry.change;

import dev.gatehouse.clients.link.ClientLinks;
import dev.gatehouse.clients.scope.ScopesThen;
import dev.gatehouse.clients.scope.ServiceThen;
import dev.gatehouse.contract.DeepNeed;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.usage.LastUseStore;
import dev.gatehouse.usage.RecentUse;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

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
        Map<String, Endpoint> before = ServiceChange.byName(change.before());
        Map<String, Endpoint> after = ServiceChange.byName(change.after());
        change.within().stream()
                .flatMap(need -> need.endpoints().stream())
                .filter(name -> before.containsKey(name) && after.containsKey(name))
                .forEach(name -> watched.put(name, before.get(name)));
        List<String> today = change.today(watched.keySet());
        Reach reach = new Reach(
                watched,
                change,
                links.to(handle, change.serviceId(), today),
                uses.of(handle, change.serviceId(), today));
        Search search = new Search(changed, after, change.within(), taking.takings(), reach);
        Set<String> clientIds = new HashSet<>(reach.known());
        Set<String> scopes = new HashSet<>(Endpoint.scopes(watched.values()));
        scopes.addAll(change.scopesRemoved());
        clientIds.addAll(links.holding(handle, scopes));
        new TreeMap<>(links.then(handle, clientIds, then(change))).forEach(search::ours);
        reach.foreign().forEach(search::foreign);
        return new Noticed(
                used(handle, change.serviceId(), search.affected),
                search.taken.entrySet().stream()
                        .map(entry -> new TakenRequests(
                                entry.getKey().endpoint().endpoint(),
                                entry.getKey().from().endpoint(),
                                List.copyOf(entry.getValue())))
                        .toList(),
                taking.complete());
    }

    /** Which clients call some endpoints, by the names that these will have. */
    public List<LastUseStore.Use> uses(Handle handle, ServiceChange change, List<String> endpoints) {
        return uses.of(handle, change.serviceId(), change.today(endpoints)).stream()
                .map(use ->
                        new LastUseStore.Use(use.clientId(), change.renames().now(use.endpoint()), use.use()))
                .toList();
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
    private List<AffectedClient> used(Handle handle, String serviceId, List<AffectedClient> affected) {
        List<String> others = affected.stream()
                .filter(each -> each.lostEndpoints().isEmpty()
                        && each.refusedEndpoints().isEmpty())
                .map(AffectedClient::clientId)
                .toList();
        Map<String, RecentUse> used = uses.ofClients(handle, serviceId, others);
        return affected.stream()
                .sorted(Comparator.comparing(AffectedClient::clientId))
                .map(each -> used.containsKey(each.clientId()) ? each.using(used.get(each.clientId())) : each)
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
        private final List<DeepNeed> within;
        private final List<TakenPaths.Taking> takings;
        private final Reach reach;
        private final List<AffectedClient> affected = new ArrayList<>();
        private final Map<TakenPaths.Taking, Set<String>> taken = new LinkedHashMap<>();

        Search(
                Map<String, Endpoint> changed,
                Map<String, Endpoint> after,
                List<DeepNeed> within,
                List<TakenPaths.Taking> takings,
                Reach reach) {
            this.changed = changed;
            this.after = after;
            this.within = within;
            this.takings = takings;
            this.reach = reach;
        }

        void ours(String clientId, ScopesThen scopes) {
            Loss loss = loss(
                    clientId,
                    reach.of(clientId, scopes),
                    (was, now) -> now.acceptsScopes(scopes.today()),
                    need -> need.takesFrom(scopes.today()));
            AffectedClient client = loss.of(
                    new AffectedClient.Who(clientId, scopes.clientName(), scopes.ownerId(), RecentUse.NONE),
                    names -> reach.use(clientId, names),
                    scopes.losesGiven(),
                    scopes.today(),
                    scopes.lost());
            if (client.losesSomething()) {
                affected.add(client);
            }
        }

        /** What its tokens are like is not known, only that one was good for what it was seen at. */
        void foreign(String clientId) {
            Loss loss = loss(clientId, reach.ofForeign(clientId), Loss::impliesAccess, DeepNeed::takesFromSomebody);
            if (!loss.isEmpty()) {
                affected.add(loss.of(
                        new AffectedClient.Who(clientId, null, null, RecentUse.NONE),
                        names -> reach.use(clientId, names),
                        false,
                        List.of(),
                        List.of()));
            }
        }

        private Loss loss(
                String clientId,
                Set<String> reached,
                BiPredicate<Endpoint, Endpoint> works,
                Predicate<DeepNeed> takes) {
            Loss loss = new Loss();
            for (String name : reached) {
                Endpoint before = changed.get(name);
                if (before != null) {
                    loss.at(name, before, after.get(name), works);
                }
            }
            for (DeepNeed need : within) {
                if (takes.test(need)) {
                    need.endpoints().stream().filter(reached::contains).forEach(name -> loss.within(name, need));
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
    }

    /** Those that break, in words, for a description. */
    public static String named(List<AffectedClient> affected) {
        List<AffectedClient> broken =
                affected.stream().filter(AffectedClient::broken).toList();
        String first = broken.stream().limit(20).map(AffectedClient::named).collect(Collectors.joining("; "));
        return broken.size() > 20 ? first + "; and " + (broken.size() - 20) + " more clients" : first;
    }
}
