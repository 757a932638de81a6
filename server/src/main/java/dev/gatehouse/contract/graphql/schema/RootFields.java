package dev.gatehouse.contract.graphql.schema;

import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.document.Unreadable;
import dev.gatehouse.decision.graphql.Access;
import dev.gatehouse.decision.graphql.RootRole;
import graphql.language.FieldDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a document's root types. Not thread-safe: one per document. */
final class RootFields {
    private static final int MAX_COUNT = 50_000;
    private static final int MAX_NAME = 255;

    private final Budget budget = new Budget(MAX_COUNT, "fields of root types");
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Found> found = new ArrayList<>();

    /**
     * A root field before it is known what the types it meets ask for.
     *
     * @param access what its own directives ask for
     */
    record Found(
            RootRole role,
            String rootType,
            String name,
            String returnedType,
            Optional<Access> access,
            boolean deprecated,
            int line,
            int column) {}

    /** Takes note of a field; ERR12103 where it is there already or cannot be one. */
    void add(SchemaPiece piece, RootRole role, String rootType, FieldDefinition field, Optional<Access> access) {
        int line = piece.line(field.getSourceLocation());
        int column = piece.column(field.getSourceLocation());
        String name = field.getName();
        budget.spend(1, line, column);
        requireUsable(name, line, column);
        Integer earlier = lines.putIfAbsent(role.endpoint(name), line);
        if (earlier != null) {
            throw Unreadable.at(
                    line,
                    column,
                    "field %s of %s is there already, at line %d"
                            .formatted(Unreadable.quote(name), Unreadable.quote(rootType), earlier));
        }
        found.add(new Found(
                role,
                rootType,
                name,
                TypeNames.of(field.getType()),
                access,
                field.hasDirective("deprecated"),
                line,
                column));
    }

    /** The fields in the document's order. */
    List<Found> list() {
        return found;
    }

    private static void requireUsable(String name, int line, int column) {
        if (name.length() > MAX_NAME) {
            throw Unreadable.at(line, column, "the field's name is longer than %d characters".formatted(MAX_NAME));
        }
        if (name.startsWith("__")) {
            throw Unreadable.at(
                    line,
                    column,
                    "field %s begins with two underscores, which are kept for introspection; rename it"
                            .formatted(Unreadable.quote(name)));
        }
    }
}
