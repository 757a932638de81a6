package dev.gatehouse.registry.change;

import dev.gatehouse.contract.DeepNeed;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.usage.RecentUse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a change takes from one client, in the making. Used by one thread. */
final class Loss {
    final Set<String> lost = new TreeSet<>();
    final Set<String> refused = new TreeSet<>();
    final Set<String> needed = new TreeSet<>();

    private final Map<String, At> at = new TreeMap<>();

    /** What is known of an endpoint that is lost or refuses. */
    private static final class At {
        /** By which endpoints of today it is noticed. */
        private final Set<String> noticed = new TreeSet<>();

        private final Set<String> within = new TreeSet<>();
        private boolean byItself;
    }

    /** The endpoint goes, or needs something else. @param now null where it goes */
    void at(String name, Endpoint before, @Nullable Endpoint now, BiPredicate<Endpoint, Endpoint> works) {
        if (now == null) {
            lost.add(name);
            noticed(name, name);
        } else if (!works.test(before, now)) {
            refuse(now);
            noticed(name, name);
        }
    }

    /** Requests for one endpoint are for another now. */
    void taken(TakenPaths.Taking taking, BiPredicate<Endpoint, Endpoint> works) {
        if (!works.test(taking.from(), taking.endpoint())) {
            refuse(taking.endpoint());
            noticed(taking.endpoint().endpoint(), taking.from().endpoint());
        }
    }

    /** Something within the endpoint that it can call is asked for. */
    void within(String endpoint, DeepNeed need) {
        refused.add(endpoint);
        needed.addAll(need.scopes());
        noticed(endpoint, endpoint).within.add(need.words());
    }

    private At noticed(String endpoint, String by) {
        At found = at.computeIfAbsent(endpoint, name -> new At());
        found.noticed.add(by);
        return found;
    }

    private void refuse(Endpoint now) {
        refused.add(now.endpoint());
        at.computeIfAbsent(now.endpoint(), name -> new At()).byItself = true;
        if (!now.scope().isEmpty()) {
            needed.addAll(List.of(now.scope().split(" ")));
        }
    }

    boolean isEmpty() {
        return lost.isEmpty() && refused.isEmpty();
    }

    /**
     * It as what is taken from a client.
     *
     * @param use how the client uses some endpoints
     * @param held what of it its tokens have
     */
    AffectedClient of(
            AffectedClient.Who client,
            Function<Set<String>, RecentUse> use,
            boolean losesGiven,
            Collection<String> held,
            Collection<String> lostScopes) {
        needed.removeAll(held);
        Set<String> noticed = new TreeSet<>();
        Map<String, AffectedClient.Noticed> places = new TreeMap<>();
        at.forEach((endpoint, found) -> {
            noticed.addAll(found.noticed);
            places.put(
                    endpoint,
                    new AffectedClient.Noticed(use.apply(found.noticed), found.byItself, List.copyOf(found.within)));
        });
        return new AffectedClient(
                client.using(use.apply(noticed)),
                losesGiven || !isEmpty(),
                List.copyOf(lost),
                List.copyOf(refused),
                List.copyOf(needed),
                List.copyOf(lostScopes),
                places);
    }

    /** Whether whoever may call the one may call the other, whatever their tokens are like. */
    static boolean impliesAccess(Endpoint before, Endpoint now) {
        Set<Set<String>> needs = now.alternatives();
        if (needs.isEmpty()) {
            return true;
        }
        return !before.alternatives().isEmpty()
                && before.alternatives().stream().allMatch(now::acceptsScopes);
    }
}
