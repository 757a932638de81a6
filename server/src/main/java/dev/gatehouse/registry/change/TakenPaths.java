package dev.gatehouse.registry.change;

import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.contract.HttpEndpoint;
import dev.gatehouse.decision.SegmentTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the new endpoints to which requests go that others had. Stateless. */
final class TakenPaths {
    /** A moment of one processor; a document made to need more is told that it does. */
    private static final long MAX_COMPARISONS = 20_000_000;

    private TakenPaths() {}

    /** A new endpoint, and one that stays, as it was, and had some of its requests. */
    record Taking(Endpoint endpoint, Endpoint from) {}

    /** @param complete whether all were compared */
    record Found(List<Taking> takings, boolean complete) {}

    private record Place(Endpoint endpoint, HttpEndpoint http) {
        static Optional<Place> of(Endpoint endpoint) {
            return HttpEndpoint.of(endpoint.endpoint()).map(http -> new Place(endpoint, http));
        }

        boolean hasParameters() {
            return http.path().segments().stream().anyMatch(segment -> segment.kind() != SegmentTemplate.Kind.LITERAL);
        }
    }

    static Found of(ServiceChange change) {
        Map<String, Endpoint> before = ServiceChange.byName(change.before());
        Map<String, List<Place>> staying = new HashMap<>();
        List<Place> added = new ArrayList<>();
        for (Endpoint endpoint : change.after()) {
            Place.of(before.getOrDefault(endpoint.endpoint(), endpoint)).ifPresent(place -> {
                if (before.containsKey(endpoint.endpoint())) {
                    staying.computeIfAbsent(place.http().method(), method -> new ArrayList<>())
                            .add(place);
                } else {
                    added.add(place);
                }
            });
        }
        return compared(added, staying);
    }

    private static Found compared(List<Place> added, Map<String, List<Place>> staying) {
        Map<String, List<Place>> taking = new HashMap<>();
        staying.forEach((method, places) ->
                taking.put(method, places.stream().filter(Place::hasParameters).toList()));
        List<Taking> takings = new ArrayList<>();
        long left = MAX_COMPARISONS;
        for (Place place : added) {
            List<Place> others = taking.getOrDefault(place.http().method(), List.of());
            List<Place> read =
                    place.http().method().equals("HEAD") ? staying.getOrDefault("GET", List.of()) : List.of();
            left -= others.size() + read.size();
            if (left < 0) {
                return new Found(List.copyOf(takings), false);
            }
            add(place, others, takings);
            add(place, read, takings);
        }
        return new Found(List.copyOf(takings), true);
    }

    private static void add(Place added, List<Place> others, List<Taking> takings) {
        for (Place other : others) {
            if (added.http().takesFrom(other.http())) {
                takings.add(new Taking(added.endpoint(), other.endpoint()));
            }
        }
    }
}
