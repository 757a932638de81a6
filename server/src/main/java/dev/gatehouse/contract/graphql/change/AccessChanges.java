package dev.gatehouse.contract.graphql.change;

import dev.gatehouse.contract.graphql.schema.GuardedPlaces;
import dev.gatehouse.decision.graphql.Access;
import dev.gatehouse.decision.graphql.GraphField;
import dev.gatehouse.decision.graphql.GraphType;
import dev.gatehouse.decision.graphql.SchemaGraph;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds where below the root something else is asked for than before, as requests that were good then meet it: at types and fields
 * that stay, at types that fields return now, and at types that an interface or union can be now. Root fields ask by their endpoints.
 * Not thread-safe.
 */
final class AccessChanges {
    private final DescribedSchema old;
    private final DescribedSchema now;
    private final SchemaGraph oldGraph;
    private final SchemaGraph newGraph;
    private final Reaching reaching;
    private final FoundBreaks found;
    private final FoundNeeds needs;

    AccessChanges(
            DescribedSchema old,
            DescribedSchema now,
            SchemaGraph oldGraph,
            SchemaGraph newGraph,
            Reaching reaching,
            FoundBreaks found) {
        this.old = old;
        this.now = now;
        this.oldGraph = oldGraph;
        this.newGraph = newGraph;
        this.reaching = reaching;
        this.found = found;
        this.needs = new FoundNeeds(reaching);
    }

    FoundNeeds find() {
        for (String name : old.types.keySet()) {
            GraphType before = oldGraph.type(name).orElse(null);
            GraphType after = newGraph.type(name).orElse(null);
            if (before != null && after != null && before.role() == null && after.role() == null) {
                compare(before, after);
            }
        }
        return needs;
    }

    private void compare(GraphType before, GraphType after) {
        String name = before.name();
        tell(name, name, null, before.access(), after.access());
        needs.add(name, Set.of(name), parts(before.access()), after.access());
        before.fields().forEach((field, was) -> {
            GraphField is = after.fields().get(field);
            if (is != null) {
                compareField(before, field, was, is);
            }
        });
        after.objects().stream()
                .filter(object -> !before.objects().contains(object))
                .forEach(object -> newObject(before, object));
    }

    private void compareField(GraphType type, String name, GraphField before, GraphField after) {
        String place = type.name() + "." + name;
        tell(place, type.name(), name, before.access(), after.access());
        Access returned = oldGraph.access(before.type());
        List<Set<Set<String>>> parts = parts(type.access(), before.access(), returned);
        needs.add(place, Set.of(type.name()), parts, after.access());
        if (!after.type().equals(before.type())) {
            needs.add(place, Set.of(type.name()), parts, newGraph.access(after.type()));
        }
    }

    /** Fields selected of an interface or union ask for what they ask for of every object type. */
    private void newObject(GraphType abstractType, String object) {
        GraphType added = newGraph.type(object).orElse(null);
        if (added == null || added.role() != null) {
            return;
        }
        Set<String> from = Set.of(abstractType.name());
        List<Set<Set<String>>> before = parts(abstractType.access());
        needs.addFrom(object, from, before, added.access());
        abstractType.fields().keySet().forEach(name -> {
            GraphField field = added.fields().get(name);
            if (field != null) {
                needs.addFrom(object + "." + name, from, before, field.access());
                needs.addFrom(object + "." + name, from, before, newGraph.access(field.type()));
            }
        });
        if (added.access() != null) {
            found.add(
                    object,
                    reaching.toOneOf(from),
                    "it needs %s, and is one of what %s can be now"
                            .formatted(GuardedPlaces.needed(added.access()), abstractType.name()),
                    old.line(abstractType.name(), null),
                    now.line(object, null));
        }
    }

    private void tell(
            String place, String type, @Nullable String field, @Nullable Access before, @Nullable Access after) {
        if (!Objects.equals(parts(before), parts(after))) {
            found.add(
                    place,
                    reaching.to(type),
                    "it needs %s now, %s before".formatted(needed(after), needed(before)),
                    old.line(type, field),
                    now.line(type, field));
        }
    }

    private static String needed(@Nullable Access access) {
        return access == null ? "nothing" : GuardedPlaces.needed(access);
    }

    /** What is asked for at all of these places; what is not understood asks for any valid token. */
    static List<Set<Set<String>>> parts(@Nullable Access... accesses) {
        return Arrays.stream(accesses)
                .filter(Objects::nonNull)
                .map(FoundNeeds::alternatives)
                .toList();
    }
}
