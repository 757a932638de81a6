package dev.gatehouse.clients.scope;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a client may ask for before and after a service changes. Immutable.
 *
 * @param given what of it today was given to the client directly
 */
public record ScopesThen(String clientName, String ownerId, Set<String> given, Set<String> today, Set<String> then) {
    public ScopesThen {
        given = Set.copyOf(given);
        today = Set.copyOf(today);
        then = Set.copyOf(then);
    }

    /** What it may not ask for any more, sorted. */
    public Set<String> lost() {
        Set<String> lost = new TreeSet<>(today);
        lost.removeAll(then);
        return lost;
    }

    /** Whether something goes that was given to it directly. */
    public boolean losesGiven() {
        Set<String> kept = new HashSet<>(given);
        kept.removeAll(then);
        return !kept.isEmpty();
    }
}
