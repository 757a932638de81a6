package dev.gatehouse.contract.graphql.change;

import dev.gatehouse.contract.DeepNeed;
import dev.gatehouse.decision.graphql.Access;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects what is asked for below the root, and was not. Not thread-safe. */
final class FoundNeeds {
    /** Where there are more places, those that ask for the same are taken together. */
    private static final int MAX_PLACES = 200;

    private final Reaching reaching;
    private final Map<Need, Map<String, Place>> found = new LinkedHashMap<>();
    private int places;

    private record Need(List<Set<Set<String>>> before, Set<Set<String>> after) {}

    /** @param isWhole whether the objects that the types can be count, too */
    private record Place(Set<String> types, boolean isWhole) {}

    FoundNeeds(Reaching reaching) {
        this.reaching = reaching;
    }

    /** At a place of some types, or of what these can be. @param after what is asked for there; null for nothing */
    void add(String place, Set<String> types, List<Set<Set<String>>> before, @Nullable Access after) {
        add(place, new Place(types, true), before, after);
    }

    /** At a place that requests get to by nothing else than those types. */
    void addFrom(String place, Set<String> types, List<Set<Set<String>>> before, @Nullable Access after) {
        add(place, new Place(types, false), before, after);
    }

    private void add(String name, Place place, List<Set<Set<String>>> before, @Nullable Access after) {
        if (after == null) {
            return;
        }
        Set<Set<String>> asked = alternatives(after);
        if (!before.contains(asked)) {
            boolean isNew = found.computeIfAbsent(new Need(before, asked), need -> new LinkedHashMap<>())
                            .merge(name, place, FoundNeeds::both)
                    == place;
            places += isNew ? 1 : 0;
        }
    }

    static Set<Set<String>> alternatives(Access access) {
        return access.alternatives().isEmpty()
                ? Set.of(Set.of())
                : access.alternatives().stream().map(Set::copyOf).collect(Collectors.toSet());
    }

    private static Place both(Place one, Place other) {
        Set<String> types = new HashSet<>(one.types);
        types.addAll(other.types);
        return new Place(types, one.isWhole || other.isWhole);
    }

    List<DeepNeed> list() {
        List<DeepNeed> list = new ArrayList<>();
        found.forEach((need, asking) -> {
            if (places <= MAX_PLACES) {
                asking.forEach((name, place) -> add(list, name, place, need));
            } else {
                String first = asking.keySet().iterator().next();
                String name = asking.size() == 1 ? first : "%s and %,d others".formatted(first, asking.size() - 1);
                add(list, name, all(asking.values()), need);
            }
        });
        return list;
    }

    private static Place all(Collection<Place> places) {
        Set<String> types = new HashSet<>();
        places.forEach(place -> types.addAll(place.types));
        return new Place(types, places.stream().anyMatch(Place::isWhole));
    }

    private void add(List<DeepNeed> list, String name, Place place, Need need) {
        List<String> endpoints = place.isWhole ? reaching.to(place.types) : reaching.toOneOf(place.types);
        if (!endpoints.isEmpty()) {
            list.add(new DeepNeed(name, endpoints, need.before, List.of(need.after)));
        }
    }
}
