package dev.gatehouse.contract.graphql.schema;

import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.decision.graphql.Access;
import dev.gatehouse.decision.graphql.GraphField;
import dev.gatehouse.decision.graphql.GraphType;
import dev.gatehouse.decision.graphql.RootRole;
import dev.gatehouse.decision.graphql.SchemaGraph;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.TypeDefinition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects the types of a document with their fields. Not thread-safe: one per document. */
final class GraphBuilder {
    private static final int MAX_COMPARISONS = 1_000_000;

    /** As many as there are object types in an interface, for each interface. */
    private static final int MAX_MEMBERS = 2_000_000;

    private final Map<String, Map<String, GraphField>> fields = new LinkedHashMap<>();
    private final Set<String> objects = new LinkedHashSet<>();
    private final Map<String, Set<String>> abstractTypesOf = new HashMap<>();
    private final Budget comparisons = new Budget(MAX_COMPARISONS, "comparisons of combined scopes");
    private final Budget members = new Budget(MAX_MEMBERS, "members of interfaces and unions");

    void add(TypeDefinition<?> type) {
        fields.computeIfAbsent(type.getName(), name -> new LinkedHashMap<>());
        if (type instanceof ObjectTypeDefinition) {
            objects.add(type.getName());
        }
    }

    void addField(String type, FieldDefinition field, Optional<Access> access) {
        GraphField found = new GraphField(TypeNames.of(field.getType()), access.orElse(null));
        fields.computeIfAbsent(type, name -> new LinkedHashMap<>())
                .merge(field.getName(), found, (one, other) -> CombinedAccess.of(one, other, comparisons));
    }

    /** Takes note that values of the one type are values of the other, too. */
    void addMember(String type, String abstractType) {
        abstractTypesOf.computeIfAbsent(type, name -> new HashSet<>(2)).add(abstractType);
    }

    SchemaGraph graph(Map<String, RootRole> roots, Map<String, Access> accesses) {
        Map<String, Set<String>> possible = possible();
        Map<String, GraphType> types = new LinkedHashMap<>();
        fields.forEach((name, ofType) -> types.put(
                name,
                new GraphType(
                        name,
                        roots.get(name),
                        accesses.get(name),
                        Map.copyOf(ofType),
                        Set.copyOf(possible.getOrDefault(name, Set.of())))));
        return new SchemaGraph(types);
    }

    /** The object types of each type; interfaces that implement others hand theirs on. */
    private Map<String, Set<String>> possible() {
        Map<String, Set<String>> possible = new HashMap<>();
        for (String object : objects) {
            Deque<String> open = new ArrayDeque<>(List.of(object));
            Set<String> seen = new HashSet<>(open);
            while (!open.isEmpty()) {
                String type = open.pop();
                members.spend(1, 1, 1);
                possible.computeIfAbsent(type, name -> new LinkedHashSet<>()).add(object);
                abstractTypesOf.getOrDefault(type, Set.of()).stream()
                        .filter(seen::add)
                        .forEach(open::push);
            }
        }
        return possible;
    }
}
