package dev.gatehouse.decision.graphql;

import dev.gatehouse.decision.content.Requested;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the operations of a request reach, and what is asked for there. Not thread-safe: one per request. */
final class Reached {
    private static final List<Set<String>> ANY_TOKEN = List.of(Set.of());

    private final Set<String> endpoints = new TreeSet<>();
    private final Map<List<Set<String>>, String> places = new HashMap<>();
    private final Map<Access, List<Set<String>>> alternatives = new HashMap<>();

    void endpoint(String name) {
        endpoints.add(name);
    }

    /** One place stands for all that ask for the same. @param access null where nothing is asked for there */
    void place(String name, @Nullable Access access) {
        if (access != null) {
            places.putIfAbsent(alternatives.computeIfAbsent(access, Reached::alternatives), name);
        }
    }

    boolean isEmpty() {
        return endpoints.isEmpty();
    }

    private static List<Set<String>> alternatives(Access access) {
        return access.alternatives().isEmpty()
                ? ANY_TOKEN
                : access.alternatives().stream().map(Set::copyOf).toList();
    }

    Requested requested() {
        Map<String, List<Set<String>>> further = new TreeMap<>();
        places.forEach((asked, place) -> further.put(place, asked));
        return new Requested(new TreeSet<>(endpoints), further);
    }
}
