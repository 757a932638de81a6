package dev.gatehouse.decision.graphql;

import dev.gatehouse.decision.content.Quoted;
import dev.gatehouse.decision.content.Undecidable;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows one operation through the schema, at every depth. Each field asks for what is asked for on it, on the type it is
 * selected of and on the type it returns; one of an interface or union for that of every object type it can be there. Of a
 * root type, however a request gets to it, its endpoint asks. Not thread-safe: one per operation.
 *
 * <p>The work is bounded by what differs: the same fields of the same types are looked at once, however often fragments
 * spread them.
 */
final class SchemaWalk {
    /** Fields looked at, one for each object type that each can be of. */
    private static final int MAX_STEPS = 200_000;

    private static final String TYPE_NAME = "__typename";
    private static final Set<String> INTROSPECTION = Set.of("__schema", "__type");

    private final SchemaGraph graph;
    private final Map<String, FragmentDefinition> fragments;
    private final Reached reached;
    private final Set<Visit> visited = new HashSet<>();
    private final Set<Seen> seen = new HashSet<>();
    private final Deque<Visit> open = new ArrayDeque<>();
    private int steps;

    /** Selections of a type where its values can only be of some object types. */
    private record Visit(SelectionSet selections, GraphType type, Set<String> objects) {}

    private record Seen(String type, String field, Set<String> objects) {}

    SchemaWalk(SchemaGraph graph, Map<String, FragmentDefinition> fragments, Reached reached) {
        this.graph = graph;
        this.fragments = fragments;
        this.reached = reached;
    }

    /** @throws Undecidable where the schema does not tell all that it reaches */
    void follow(RootRole role, SelectionSet selections) {
        GraphType root = graph.root(role)
                .orElseGet(() -> new GraphType(role.defaultType(), role, null, Map.of(), Set.of(role.defaultType())));
        visit(selections, root, root.objects());
        while (!open.isEmpty()) {
            Visit next = open.pop();
            for (Selection<?> selection : next.selections().getSelections()) {
                take(selection, next);
            }
        }
    }

    private void visit(SelectionSet selections, GraphType type, Set<String> objects) {
        Visit visit = new Visit(selections, type, objects);
        if (visited.add(visit)) {
            open.push(visit);
        }
    }

    private void take(Selection<?> selection, Visit at) {
        step();
        if (selection instanceof Field field) {
            field(field, at);
        } else if (selection instanceof InlineFragment inline) {
            fragment(inline.getTypeCondition(), inline.getSelectionSet(), at);
        } else if (selection instanceof FragmentSpread spread) {
            FragmentDefinition named = named(spread);
            fragment(named.getTypeCondition(), named.getSelectionSet(), at);
        } else {
            throw Undecidable.because("the operation has something that is neither field nor fragment");
        }
    }

    private FragmentDefinition named(FragmentSpread spread) {
        FragmentDefinition named = fragments.get(spread.getName());
        if (named == null) {
            throw Undecidable.because("fragment %s is not defined".formatted(Quoted.text(spread.getName())));
        }
        return named;
    }

    private void fragment(@Nullable TypeName condition, SelectionSet selections, Visit at) {
        if (condition == null || condition.getName().equals(at.type().name())) {
            visit(selections, at.type(), at.objects());
            return;
        }
        GraphType type = type(condition.getName());
        visit(selections, type, both(at, type));
    }

    private Set<String> both(Visit at, GraphType type) {
        if (at.objects().isEmpty() || type.objects().isEmpty()) {
            return type.objects();
        }
        Set<String> both = new HashSet<>(at.objects());
        both.retainAll(type.objects());
        if (both.isEmpty()) {
            throw Undecidable.because("a fragment on %s stands where %s is, which it never can be"
                    .formatted(Quoted.text(type.name()), Quoted.text(at.type().name())));
        }
        return both;
    }

    private void field(Field field, Visit at) {
        GraphType type = at.type();
        String name = field.getName();
        boolean introspection = type.role() != null && INTROSPECTION.contains(name);
        GraphField found = name.equals(TYPE_NAME) || introspection
                ? null
                : type.field(name).orElse(null);
        boolean known = found != null || name.equals(TYPE_NAME) || introspection;
        if (!known && type.role() == null) {
            throw Undecidable.because(
                    "the schema has no field %s of %s".formatted(Quoted.text(name), Quoted.text(type.name())));
        }
        if (seen.add(new Seen(type.name(), name, at.objects()))) {
            ask(name, type);
            at.objects().stream()
                    .filter(object -> !object.equals(type.name()))
                    .forEach(object -> ask(name, type(object)));
        }
        if (field.getSelectionSet() != null && !introspection) {
            descend(field, found, type);
        }
    }

    private void descend(Field field, @Nullable GraphField found, GraphType type) {
        GraphType returned = found == null
                ? null
                : graph.type(found.type()).filter(GraphType::isComposite).orElse(null);
        if (returned == null) {
            throw Undecidable.because("the schema does not tell which fields there are in %s"
                    .formatted(Quoted.text(type.name() + "." + field.getName())));
        }
        visit(field.getSelectionSet(), returned, returned.objects());
    }

    /** What the field of that very type asks for. */
    private void ask(String name, GraphType type) {
        step();
        if (type.role() != null) {
            reached.endpoint(type.role().endpoint(name));
        } else {
            reached.place(type.name(), type.access());
        }
        GraphField field = type.fields().get(name);
        if (field != null) {
            if (type.role() == null) {
                reached.place(type.name() + "." + name, field.access());
            }
            reached.place(field.type(), graph.access(field.type()));
        }
    }

    private GraphType type(String name) {
        return graph.type(name)
                .orElseThrow(
                        () -> Undecidable.because("the schema does not define type %s".formatted(Quoted.text(name))));
    }

    private void step() {
        steps++;
        if (steps > MAX_STEPS) {
            throw Undecidable.because("it asks for too many fields of too many types");
        }
    }
}
