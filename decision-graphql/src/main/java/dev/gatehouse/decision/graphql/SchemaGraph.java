package dev.gatehouse.decision.graphql;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types of a schema by name: which fields lead where, and what each place asks for. Immutable. */
public final class SchemaGraph {
    /** Of a schema that cannot be read: it has no types. */
    public static final SchemaGraph UNKNOWN = new SchemaGraph(Map.of());

    private final Map<String, GraphType> types;
    private final Map<RootRole, GraphType> roots = new EnumMap<>(RootRole.class);
    private final int fields;

    public SchemaGraph(Map<String, GraphType> types) {
        this.types = Collections.unmodifiableMap(types);
        types.values().stream()
                .filter(type -> type.role() != null)
                .forEach(type -> roots.put(Objects.requireNonNull(type.role()), type));
        this.fields =
                types.values().stream().mapToInt(type -> type.fields().size()).sum();
    }

    /** All of them, by name. */
    Map<String, GraphType> types() {
        return types;
    }

    /** A type of the document. */
    public Optional<GraphType> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** What the type asks for by itself; null where it asks for nothing or is not defined. */
    public @Nullable Access access(String type) {
        GraphType found = types.get(type);
        return found == null ? null : found.access();
    }

    /** The type that operations of that kind begin at. */
    public Optional<GraphType> root(RootRole role) {
        return Optional.ofNullable(roots.get(role));
    }

    /** How many fields there are, of all types. */
    public int size() {
        return fields;
    }

    /** What is asked for elsewhere than at root fields, by its place such as {@code Account} or {@code Account.email}. */
    public Map<String, Access> guardedBelowTheRoot() {
        Map<String, Access> guarded = new LinkedHashMap<>();
        types.values().forEach(type -> addGuarded(type, guarded));
        return guarded;
    }

    private static void addGuarded(GraphType type, Map<String, Access> guarded) {
        if (type.role() != null) {
            return;
        }
        if (type.access() != null) {
            guarded.put(type.name(), type.access());
        }
        type.fields().forEach((name, field) -> {
            if (field.access() != null) {
                guarded.put(type.name() + "." + name, field.access());
            }
        });
    }
}
