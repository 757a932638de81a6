package dev.gatehouse.contract.graphql.change;

import dev.gatehouse.decision.graphql.GraphType;
import dev.gatehouse.decision.graphql.SchemaGraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * From which root fields of a schema requests get to which types, in the document's order. Where the work passes a bound, those that
 * come after are reached from all. Not thread-safe.
 */
final class Reaching {
    /** References between types followed, and root fields looked at: less than a second. */
    private static final long MAX_WORK = 20_000_000;

    private final SchemaGraph graph;
    private final Map<String, List<String>> referring = new HashMap<>();

    /** The types where a root field begins, its arguments' too, by endpoint. */
    private final Map<String, Set<String>> starts = new LinkedHashMap<>();

    private final Map<Set<String>, List<String>> found = new HashMap<>();
    private final Map<List<String>, List<String>> same = new HashMap<>();
    private long work;

    /** @param staying the endpoints that are told of */
    Reaching(DescribedSchema schema, SchemaGraph graph, Set<String> staying) {
        this.graph = graph;
        schema.types.values().forEach(type -> add(type, staying));
    }

    private void add(DescribedType type, Set<String> staying) {
        GraphType known = graph.type(type.name).orElse(null);
        type.fields.forEach((name, field) -> {
            Set<String> led = new HashSet<>();
            led.add(WrittenType.name(field.type()));
            field.arguments().values().forEach(argument -> led.add(WrittenType.name(argument.type())));
            led.forEach(to -> refer(type.name, to));
            if (known != null && known.role() != null) {
                String endpoint = known.role().endpoint(name);
                if (staying.contains(endpoint)) {
                    starts.put(endpoint, led);
                }
            }
        });
        type.inputs.values().forEach(input -> refer(type.name, WrittenType.name(input.type())));
        if (known != null && known.role() == null) {
            known.objects().stream()
                    .filter(object -> !object.equals(type.name))
                    .forEach(object -> refer(type.name, object));
        }
    }

    private void refer(String from, String to) {
        referring.computeIfAbsent(to, name -> new ArrayList<>(2)).add(from);
    }

    /** All that are told of. */
    List<String> all() {
        return List.copyOf(starts.keySet());
    }

    /** The root fields from which requests get to a type, where they may select its fields or use it as it is. */
    List<String> to(String type) {
        return to(Set.of(type));
    }

    /** The same for some types. */
    List<String> to(Set<String> types) {
        Set<String> places = new HashSet<>(types);
        types.forEach(type -> graph.type(type).ifPresent(known -> places.addAll(known.objects())));
        return toOneOf(places);
    }

    /** The root fields from which requests get to some of the types. */
    List<String> toOneOf(Set<String> types) {
        if (work > MAX_WORK) {
            return all();
        }
        List<String> reached = found.computeIfAbsent(Set.copyOf(types), this::search);
        return same.computeIfAbsent(reached, each -> each);
    }

    private List<String> search(Set<String> types) {
        Set<String> leading = new HashSet<>(types);
        Deque<String> open = new ArrayDeque<>(types);
        while (!open.isEmpty()) {
            for (String from : referring.getOrDefault(open.pop(), List.of())) {
                work++;
                if (leading.add(from)) {
                    open.push(from);
                }
            }
        }
        work += starts.size();
        return starts.entrySet().stream()
                .filter(start -> start.getValue().stream().anyMatch(leading::contains))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The endpoint that a field of a root type is; the field's own place below the root. */
    String place(String type, String field) {
        return graph.type(type)
                .filter(known -> known.role() != null)
                .map(known -> Objects.requireNonNull(known.role()).endpoint(field))
                .orElse(type + "." + field);
    }
}
