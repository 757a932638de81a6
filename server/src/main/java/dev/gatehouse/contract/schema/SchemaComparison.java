package dev.gatehouse.contract.schema;

import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.document.Node;
import dev.gatehouse.contract.document.Node.Member;
import dev.gatehouse.contract.document.References;
import dev.gatehouse.contract.document.Unreadable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds what callers notice of changed schemas. Each pair of schemas is compared once for what leads there first, and the work
 * has a bound. Not thread-safe: one per message.
 */
public final class SchemaComparison {
    private static final int MAX_WORK = 3_000_000;
    private static final int MAX_DEPTH = 60;

    /** What is narrower, and what it is part of. */
    private static final Set<List<String>> NARROWER =
            Set.of(List.of("integer", "number"), List.of("int32", "int64"), List.of("float", "double"));

    private final Direction direction;
    private final References oldReferences;
    private final References newReferences;
    private final Budget budget;
    private final Set<List<Integer>> compared = new HashSet<>();
    private final List<SchemaBreak> breaks = new ArrayList<>();

    /**
     * @param oldReferences of the version before
     * @param newReferences of the version now
     * @param budget of all messages that are compared together
     */
    public SchemaComparison(Direction direction, References oldReferences, References newReferences, Budget budget) {
        this.budget = budget;
        this.direction = direction;
        this.oldReferences = oldReferences;
        this.newReferences = newReferences;
    }

    /** For all messages of two documents: ERR12103 once it is spent. */
    public static Budget budget() {
        return new Budget(MAX_WORK, "schemas and members to compare");
    }

    /** What callers notice, in the order of the schema. */
    public List<SchemaBreak> breaks() {
        return breaks;
    }

    /**
     * Compares two versions of a schema.
     *
     * @param what names it, such as "parameter 'limit' (query)"; empty for the body of a message
     */
    public void compare(Node before, Node after, String what) {
        compare(before, after, new Path(what, ""), 0);
    }

    /** Where a schema stands in a message: what it is part of, and the names of the members that lead there. */
    private record Path(String what, String members) {
        Path member(String name) {
            return new Path(what, members.isEmpty() ? name : members + "." + name);
        }

        Path items() {
            return new Path(what, members + "[]");
        }

        String words() {
            String member = members.isEmpty() ? "" : "member " + Unreadable.quote(members);
            if (what.isEmpty()) {
                return member.isEmpty() ? "the body" : member;
            }
            return member.isEmpty() ? what : member + " of " + what;
        }
    }

    private void compare(Node before, Node after, Path path, int depth) {
        Optional<SchemaView> old = SchemaView.of(before, oldReferences);
        Optional<SchemaView> now = SchemaView.of(after, newReferences);
        if (old.isEmpty() || now.isEmpty() || depth > MAX_DEPTH || !isNew(old.get(), now.get())) {
            return;
        }
        compareTypes(old.get(), now.get(), path);
        compareValues(old.get(), now.get(), path);
        compareRequired(old.get(), now.get(), path);
        compareMembers(old.get(), now.get(), path, depth);
        compareVariants(old.get(), now.get(), path, depth);
        compareBelow("items", old.get(), now.get(), path.items(), depth);
        compareBelow("additionalProperties", old.get(), now.get(), path.member("*"), depth);
    }

    private boolean isNew(SchemaView old, SchemaView now) {
        budget.spend(1L + old.size() + now.size(), now.place());
        return compared.add(List.of(
                old.place().line(),
                old.place().column(),
                now.place().line(),
                now.place().column()));
    }

    private void compareTypes(SchemaView old, SchemaView now, Path path) {
        Set<String> from = old.types();
        Set<String> to = now.types();
        boolean breaking = direction == Direction.REQUEST ? !takes(to, from) : !takes(from, to);
        if (!from.isEmpty() && !to.isEmpty() && breaking) {
            add(path, "has another type, %s in place of %s".formatted(words(to), words(from)), old, now, "type");
            return;
        }
        old.format()
                .ifPresent(format -> now.format()
                        .filter(changed ->
                                direction == Direction.REQUEST ? !takes(changed, format) : !takes(format, changed))
                        .ifPresent(changed -> add(
                                path,
                                "has another format, %s in place of %s".formatted(changed, format),
                                old,
                                now,
                                "format")));
    }

    /** Whether whoever takes the first takes each of the second. */
    private static boolean takes(Set<String> taken, Set<String> sent) {
        return sent.stream().allMatch(type -> taken.stream().anyMatch(each -> takes(each, type)));
    }

    private static boolean takes(String taken, String sent) {
        return taken.equals(sent) || NARROWER.contains(List.of(sent, taken));
    }

    private static String words(Set<String> types) {
        return String.join(" or ", types);
    }

    private void compareValues(SchemaView old, SchemaView now, Path path) {
        Optional<Set<String>> to = now.values();
        if (to.isEmpty()) {
            return;
        }
        if (old.values().isEmpty()) {
            if (direction == Direction.REQUEST) {
                add(path, "takes certain values only, %s".formatted(quoted(to.get())), old, now, "enum");
            }
            return;
        }
        Set<String> gone = new TreeSet<>(old.values().get());
        gone.removeAll(to.get());
        if (!gone.isEmpty()) {
            add(path, "has the value %s no more".formatted(quoted(gone)), old, now, "enum");
        }
    }

    private static String quoted(Set<String> values) {
        return String.join(", ", values.stream().limit(5).map(Unreadable::quote).toList());
    }

    /** A member that callers must send from now on, or that they cannot rely on any more. */
    private void compareRequired(SchemaView old, SchemaView now, Path path) {
        Map<String, Node> from = old.required();
        Map<String, Node> to = now.required();
        if (direction == Direction.REQUEST) {
            to.forEach((name, place) -> {
                if (!from.containsKey(name) && !isOthersOnly(now.properties().get(name), newReferences)) {
                    add(path.member(name), "is required now", old.line("required"), place.line());
                }
            });
            return;
        }
        from.forEach((name, place) -> {
            boolean stays = now.properties().containsKey(name);
            if (!to.containsKey(name) && stays && !isOthersOnly(old.properties().get(name), oldReferences)) {
                add(path.member(name), "may be absent now", place.line(), now.line("required"));
            }
        });
    }

    private void compareMembers(SchemaView old, SchemaView now, Path path, int depth) {
        Map<String, Member> to = now.properties();
        old.properties().forEach((name, before) -> {
            Member after = to.get(name);
            if (isOthersOnly(before, oldReferences)) {
                return;
            }
            if (after != null) {
                compare(before.value(), after.value(), path.member(name), depth + 1);
            } else if (direction == Direction.RESPONSE && !now.types().isEmpty()) {
                add(path.member(name), "is gone", before.line(), now.line("properties"));
            } else if (direction == Direction.REQUEST && now.isClosed()) {
                add(path.member(name), "is refused now", before.line(), now.line("properties"));
            }
        });
    }

    private boolean isOthersOnly(@Nullable Member property, References references) {
        return property != null
                && SchemaView.of(property.value(), references)
                        .filter(view -> view.isTrue(direction.othersOnly()))
                        .isPresent();
    }

    private void compareVariants(SchemaView old, SchemaView now, Path path, int depth) {
        Map<String, Node> to = now.variants();
        old.variants().forEach((name, before) -> {
            Node after = to.get(name);
            if (after != null) {
                compare(before, after, path, depth + 1);
            } else if (!to.isEmpty() && direction == Direction.REQUEST) {
                add(
                        path,
                        "cannot be %s any more".formatted(Unreadable.quote(name)),
                        before.line(),
                        now.place().line());
            }
        });
    }

    private void compareBelow(String name, SchemaView old, SchemaView now, Path path, int depth) {
        Optional<Member> before = old.member(name);
        Optional<Member> after = now.member(name);
        if (before.isPresent() && after.isPresent()) {
            compare(before.get().value(), after.get().value(), path, depth + 1);
        }
    }

    private void add(Path path, String change, SchemaView old, SchemaView now, String member) {
        add(path, change, old.line(member), now.line(member));
    }

    private void add(Path path, String change, int oldLine, int newLine) {
        breaks.add(new SchemaBreak(path.words() + " " + change, oldLine, newLine));
    }
}
