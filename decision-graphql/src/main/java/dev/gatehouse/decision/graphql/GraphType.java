package dev.gatehouse.decision.graphql;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A type of a schema, and what it asks for. Immutable.
 *
 * @param role what it is for, where it is a root type; null for any other
 * @param access what its own directives ask for; null where they ask for nothing
 * @param fields by name; none where it is a union, an enum or a scalar
 * @param objects the object types that a value of it can be: itself, or all that implement it or are members of it
 */
public record GraphType(
        String name,
        @Nullable RootRole role,
        @Nullable Access access,
        Map<String, GraphField> fields,
        Set<String> objects) {

    /** Its field, empty where it has none of that name. */
    public Optional<GraphField> field(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    /** Whether a request can select fields of it. */
    public boolean isComposite() {
        return !fields.isEmpty() || !objects.isEmpty();
    }
}
