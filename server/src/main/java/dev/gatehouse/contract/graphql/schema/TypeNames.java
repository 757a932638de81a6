package dev.gatehouse.contract.graphql.schema;

import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.document.Unreadable;
import graphql.language.DirectivesContainer;
import graphql.language.EnumTypeExtensionDefinition;
import graphql.language.InputObjectTypeExtensionDefinition;
import graphql.language.InterfaceTypeExtensionDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.ScalarTypeExtensionDefinition;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.language.UnionTypeExtensionDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The names of a document's types, each defined once and extended at will. Not thread-safe: one per document. */
public final class TypeNames {
    private static final int MAX_DEFINITIONS = 200_000;
    private static final Set<String> BUILT_IN = Set.of("Int", "Float", "String", "Boolean", "ID");

    private final Map<String, Integer> lines = new HashMap<>();
    private final Set<String> known = new HashSet<>(BUILT_IN);
    private final Budget budget = new Budget(MAX_DEFINITIONS, "type definitions and extensions");

    /** Takes note of a definition or extension; ERR12103 where the name is taken. */
    void add(SchemaPiece piece, TypeDefinition<?> type) {
        int line = piece.line(type.getSourceLocation());
        int column = piece.column(type.getSourceLocation());
        budget.spend(1, line, column);
        known.add(type.getName());
        if (isExtension(type)) {
            return;
        }
        Integer earlier = lines.putIfAbsent(type.getName(), line);
        if (earlier != null) {
            throw Unreadable.at(
                    line,
                    column,
                    "type %s is defined already, at line %d; rename one, or write 'extend' here"
                            .formatted(Unreadable.quote(type.getName()), earlier));
        }
    }

    /** Whether the document, or GraphQL itself, has such a type. */
    boolean isKnown(String name) {
        return known.contains(name);
    }

    /** The name of a type without what is around it, such as lists. */
    public static String of(Type<?> type) {
        Type<?> inner = type;
        while (!(inner instanceof TypeName name)) {
            inner = inner instanceof ListType list ? list.getType() : ((NonNullType) inner).getType();
        }
        return name.getName();
    }

    private static boolean isExtension(TypeDefinition<?> type) {
        boolean extension = type instanceof ObjectTypeExtensionDefinition
                || type instanceof InterfaceTypeExtensionDefinition
                || type instanceof UnionTypeExtensionDefinition
                || type instanceof EnumTypeExtensionDefinition
                || type instanceof ScalarTypeExtensionDefinition
                || type instanceof InputObjectTypeExtensionDefinition;
        // federation 1 writes extensions as definitions with a directive
        return extension || (type instanceof DirectivesContainer<?> container && container.hasDirective("extends"));
    }
}
