package dev.gatehouse.registry.change;

import dev.gatehouse.contract.Endpoint;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What a change takes from one client, in the making. Used by one thread. */
final class Loss {
    final Set<String> lost = new TreeSet<>();
    final Set<String> refused = new TreeSet<>();
    final Set<String> needed = new TreeSet<>();

    /** The endpoints through which it would notice. */
    final Set<String> noticed = new TreeSet<>();

    /** The endpoint goes, or needs something else. @param now null where it goes */
    void at(String name, Endpoint before, @Nullable Endpoint now, BiPredicate<Endpoint, Endpoint> works) {
        if (now == null) {
            lost.add(name);
            noticed.add(name);
        } else if (!works.test(before, now)) {
            refuse(now);
            noticed.add(name);
        }
    }

    /** Requests for one endpoint are for another now. */
    void taken(TakenPaths.Taking taking, BiPredicate<Endpoint, Endpoint> works) {
        if (!works.test(taking.from(), taking.endpoint())) {
            refuse(taking.endpoint());
            noticed.add(taking.from().endpoint());
        }
    }

    private void refuse(Endpoint now) {
        refused.add(now.endpoint());
        if (!now.scope().isEmpty()) {
            needed.addAll(List.of(now.scope().split(" ")));
        }
    }

    boolean isEmpty() {
        return lost.isEmpty() && refused.isEmpty();
    }

    /** @param held what of it its tokens have */
    AffectedClient of(
            AffectedClient.Who client, boolean losesGiven, Collection<String> held, Collection<String> lostScopes) {
        needed.removeAll(held);
        return new AffectedClient(
                client,
                losesGiven || !isEmpty(),
                List.copyOf(lost),
                List.copyOf(refused),
                List.copyOf(needed),
                List.copyOf(lostScopes));
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
