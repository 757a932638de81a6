package dev.gatehouse.contract.graphql.change;

import dev.gatehouse.contract.document.Unreadable;
import dev.gatehouse.decision.graphql.GraphType;
import dev.gatehouse.decision.graphql.SchemaGraph;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what callers notice of another version of a schema, type by type. What only adds is not told, nor what no root field leads
 * to, nor root fields that go. Not thread-safe.
 */
final class SchemaChanges {
    private final DescribedSchema old;
    private final DescribedSchema now;
    private final SchemaGraph oldGraph;
    private final SchemaGraph newGraph;
    private final Reaching reaching;
    private final FoundBreaks found;

    SchemaChanges(
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
    }

    void find() {
        old.types
                .values()
                .forEach(before -> after(before)
                        .ifPresentOrElse(
                                after -> compare(before, after),
                                () -> found.add(
                                        before.name, reaching.to(before.name), "the type is gone", before.line, 1)));
        old.directives.forEach(this::compareDirective);
    }

    /** The type as it is now; a root type is the one for the same kind of operation, whatever it is called. */
    private Optional<DescribedType> after(DescribedType before) {
        String name = oldGraph.type(before.name)
                .map(GraphType::role)
                .flatMap(newGraph::root)
                .map(GraphType::name)
                .orElse(before.name);
        return Optional.ofNullable(now.types.get(name));
    }

    private void compare(DescribedType before, DescribedType after) {
        if (!before.kind.equals(after.kind)) {
            add(before, "it is %s in place of %s".formatted(after.kind, before.kind), before.line, after.line);
            return;
        }
        before.fields.forEach((name, field) -> compareField(before, after, name, field));
        InputChanges.compare(
                before.inputs,
                after.inputs,
                before.line,
                after.line,
                (name, words, oldLine, newLine) ->
                        found.add(before.name + "." + name, reaching.to(before.name), "it " + words, oldLine, newLine));
        if (after.oneOf && !before.oneOf) {
            add(before, "it takes a single member only now", before.line, after.line);
        }
        before.values.forEach((value, line) -> {
            if (!after.values.containsKey(value)) {
                add(before, "value %s is gone".formatted(Unreadable.quote(value)), line, after.line);
            }
        });
        String gone = before.kind.equals("a union") ? "member %s is gone" : "it does not implement %s any more";
        before.others.forEach((other, line) -> {
            if (!after.others.containsKey(other)) {
                add(before, gone.formatted(Unreadable.quote(other)), line, after.line);
            }
        });
    }

    private void add(DescribedType type, String words, int oldLine, int newLine) {
        found.add(type.name, reaching.to(type.name), words, oldLine, newLine);
    }

    private void compareField(DescribedType before, DescribedType after, String name, DescribedField field) {
        DescribedField changed = after.fields.get(name);
        String place = reaching.place(before.name, name);
        boolean isEndpoint = !place.equals(before.name + "." + name)
                || oldGraph.type(before.name)
                        .filter(type -> type.role() != null)
                        .isPresent();
        if (changed == null) {
            if (!isEndpoint) {
                found.add(place, reaching.to(before.name), "it is gone", field.line(), after.line);
            }
            return;
        }
        InputChanges.Found add = (argument, words, oldLine, newLine) -> {
            List<String> endpoints = isEndpoint ? List.of(place) : reaching.to(before.name);
            String what = argument.isEmpty() ? "it" : "argument " + Unreadable.quote(argument);
            found.add(place, endpoints, what + " " + words, oldLine, newLine);
        };
        if (!WrittenType.isAllOf(changed.type(), field.type())) {
            String words = WrittenType.isSameButForNull(changed.type(), field.type())
                    ? "may be null now, %s in place of %s"
                    : "has another type, %s in place of %s";
            add.add("", words.formatted(changed.type(), field.type()), field.line(), changed.line());
        }
        InputChanges.compare(field.arguments(), changed.arguments(), field.line(), changed.line(), add);
    }

    private void compareDirective(String name, DescribedDirective before) {
        String place = "@" + name;
        DescribedDirective after = now.directives.get(name);
        if (after == null) {
            found.add(place, reaching.all(), "it is gone", before.line(), 1);
            return;
        }
        Set<String> gone = new TreeSet<>(before.locations());
        gone.removeAll(after.locations());
        if (!gone.isEmpty()) {
            found.add(
                    place,
                    reaching.all(),
                    "it cannot stand at %s any more".formatted(String.join(", ", gone)),
                    before.line(),
                    after.line());
        }
        InputChanges.compare(
                before.arguments(),
                after.arguments(),
                before.line(),
                after.line(),
                (argument, words, oldLine, newLine) -> found.add(
                        place,
                        reaching.all(),
                        "argument %s %s".formatted(Unreadable.quote(argument), words),
                        oldLine,
                        newLine));
    }
}
