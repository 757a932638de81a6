package dev.gatehouse.contract.graphql.schema;

import dev.gatehouse.contract.document.Unreadable;
import dev.gatehouse.decision.graphql.RootRole;
import graphql.language.Description;
import graphql.language.OperationTypeDefinition;
import graphql.language.SDLDefinition;
import graphql.language.SchemaDefinition;
import graphql.language.SchemaExtensionDefinition;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What schema definitions and their extensions say of the whole document. Not thread-safe: one per document. */
final class SchemaHeader {
    private final DirectiveNames directives = new DirectiveNames();
    private final Map<RootRole, String> named = new EnumMap<>(RootRole.class);
    private String description = "";
    private int definedAt;

    /** Takes note of what is a schema definition or extension among the definitions of a piece. */
    void add(SchemaPiece piece, SDLDefinition<?> definition) {
        if (!(definition instanceof SchemaDefinition schema)) {
            return;
        }
        directives.learn(schema.getDirectives());
        if (!(schema instanceof SchemaExtensionDefinition)) {
            define(piece, schema);
        }
        schema.getOperationTypeDefinitions().forEach(root -> name(piece, root));
    }

    DirectiveNames directives() {
        return directives;
    }

    /** Empty where the schema has none. */
    String description() {
        return description;
    }

    /** Whether the schema names its root types itself, so that a type does not become one by its name. */
    boolean namesRoots() {
        return definedAt > 0;
    }

    /** The role of each root type, by the type's name. */
    Map<String, RootRole> roots() {
        Map<String, RootRole> roots = new LinkedHashMap<>();
        for (RootRole role : RootRole.values()) {
            Optional.ofNullable(named.get(role))
                    .or(() -> Optional.of(role.defaultType()).filter(type -> !namesRoots()))
                    .ifPresent(type -> roots.putIfAbsent(type, role));
        }
        return roots;
    }

    private void define(SchemaPiece piece, SchemaDefinition schema) {
        int line = piece.line(schema.getSourceLocation());
        if (definedAt > 0) {
            throw Unreadable.at(
                    line,
                    piece.column(schema.getSourceLocation()),
                    "the schema is defined already, at line %d; write 'extend schema' here".formatted(definedAt));
        }
        definedAt = line;
        description = Optional.ofNullable(schema.getDescription())
                .map(Description::getContent)
                .orElse("");
    }

    private void name(SchemaPiece piece, OperationTypeDefinition root) {
        RootRole role = RootRole.ofKeyword(root.getName())
                .orElseThrow(() -> at(
                        piece,
                        root,
                        "%s is no kind of operation; the kinds are query, mutation and subscription"
                                .formatted(Unreadable.quote(root.getName()))));
        String type = root.getTypeName().getName();
        if (named.containsKey(role)) {
            throw at(piece, root, "the type for '%s' is named for the second time".formatted(root.getName()));
        }
        if (named.containsValue(type)) {
            throw at(
                    piece,
                    root,
                    "type %s is named for another kind of operation already".formatted(Unreadable.quote(type)));
        }
        named.put(role, type);
    }

    private static RuntimeException at(SchemaPiece piece, OperationTypeDefinition root, String reason) {
        return Unreadable.at(piece.line(root.getSourceLocation()), piece.column(root.getSourceLocation()), reason);
    }

    /** Reads the schema definitions of a document; the other pieces are not parsed. */
    static SchemaHeader of(List<SchemaPiece> pieces) {
        SchemaHeader header = new SchemaHeader();
        pieces.stream()
                .filter(SchemaPiece::mentionsSchema)
                .forEach(piece -> SchemaParser.parse(piece).forEach(definition -> header.add(piece, definition)));
        return header;
    }
}
