package dev.gatehouse.decision;

import java.util.ArrayList;
import java.util.List;

/** The templates that match one reading of a path. Used by one thread for one lookup. */
final class Matches {
    /** Of nodes; templates made to match in very many ways must not hold up the server. */
    private static final int MAX_STEPS = 2_000;

    private final List<EndpointTemplate> all = new ArrayList<>(2);
    private int steps;

    void add(EndpointTemplate template) {
        all.add(template);
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
        return all.size() < 2
                ? all
                : all.stream()
                        .filter(one -> all.stream().noneMatch(other -> other.isMoreSpecificThan(one)))
                        .toList();
    }
}
