package dev.gatehouse.decision;

import java.util.ArrayList;
import java.util.List;

/** The templates that match one reading of a path. Used by one thread for one lookup. */
final class Matches {
    /** Of nodes; templates made to match in very many ways must not hold up the server. */
    private static final int MAX_STEPS = 2_000;

    private final List<EndpointTemplate> all = new ArrayList<>(2);
    private List<EndpointTemplate> careless = List.of();
    private int steps;

    /** @param carelessly whether it matches only in the eyes of servers to which a parameter may be nothing */
    void add(EndpointTemplate template, boolean carelessly) {
        if (!carelessly) {
            all.add(template);
            return;
        }
        careless = careless.isEmpty() ? new ArrayList<>(2) : careless;
        careless.add(template);
    }

    /** Whether anything matches in the eyes of some servers only. */
    boolean differ() {
        return !careless.isEmpty();
    }

    boolean mayGoOn() {
        return ++steps <= MAX_STEPS;
    }

    /** Whether there were more ways than could be looked at. */
    boolean isIncomplete() {
        return steps > MAX_STEPS;
    }

    /** Those of which no other is more specific. */
    List<EndpointTemplate> best() {
        return best(all);
    }

    /** The same with those that match in the eyes of some servers only. */
    List<EndpointTemplate> bestCarelessly() {
        if (careless.isEmpty()) {
            return best(all);
        }
        List<EndpointTemplate> together = new ArrayList<>(all);
        together.addAll(careless);
        return best(together);
    }

    private static List<EndpointTemplate> best(List<EndpointTemplate> all) {
        return all.size() < 2
                ? all
                : all.stream()
                        .filter(one -> all.stream().noneMatch(other -> other.isMoreSpecificThan(one)))
                        .toList();
    }
}
