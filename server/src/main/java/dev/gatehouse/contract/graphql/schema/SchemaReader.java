package dev.gatehouse.contract.graphql.schema;

import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.SourceText;
import dev.gatehouse.contract.document.Unreadable;
import dev.gatehouse.decision.graphql.Access;
import dev.gatehouse.decision.graphql.RootRole;
import dev.gatehouse.decision.graphql.SchemaGraph;
import graphql.language.SDLDefinition;
import graphql.language.TypeDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads schema documents, federated ones too: types and directives need not be defined. Stateless.
 *
 * <p>A root field asks for what its own directives, its root type's and those of the type it returns ask for together,
 * as Apollo's router has it. What is asked for below the root is decided where a request reaches it.
 */
public final class SchemaReader {
    private static final int NAMED_IN_A_NOTE = 5;

    private SchemaReader() {}

    /**
     * Reads a document.
     *
     * @param notes gets what the importer should know
     * @throws dev.gatehouse.api.ApiException ERR12103 with line, column and mend where it cannot be read
     */
    public static GraphqlSchema read(SourceText source, Notes notes) {
        return read(source, notes, (piece, definition) -> {});
    }

    /** The same. @param each gets all definitions, piece by piece, in the document's order */
    public static GraphqlSchema read(SourceText source, Notes notes, BiConsumer<SchemaPiece, SDLDefinition<?>> each) {
        List<SchemaPiece> pieces = new SchemaPieces(source.text()).list();
        if (pieces.isEmpty()) {
            throw Unreadable.at(1, 1, "it is empty; send a GraphQL schema");
        }
        SchemaHeader header = SchemaHeader.of(pieces);
        Map<String, RootRole> roots = header.roots();
        AccessDirectives directives = new AccessDirectives(header.directives(), notes);
        SchemaTypes types = new SchemaTypes(roots, directives);
        for (SchemaPiece piece : pieces) {
            SchemaParser.parse(piece).forEach(definition -> {
                if (definition instanceof TypeDefinition<?> type) {
                    types.add(piece, type);
                }
                each.accept(piece, definition);
            });
        }
        List<RootField> fields = types.rootFields().list().stream()
                .map(found -> rootField(found, types, directives))
                .toList();
        SchemaGraph graph = types.graph();
        directives.noteTheRest();
        noteTypes(header, types, notes);
        GuardedPlaces.note(graph, notes);
        return new GraphqlSchema(header.description(), fields, directives.scopes(), directives.stated(), graph);
    }

    private static RootField rootField(RootFields.Found found, SchemaTypes types, AccessDirectives directives) {
        Optional<Access> ofRoot = types.access(found.rootType());
        Optional<Access> ofReturned = types.access(found.returnedType());
        Optional<Access> own = directives.both(found.access(), ofRoot, found.line(), found.column());
        return new RootField(
                found.role(),
                found.name(),
                directives.both(own, ofReturned, found.line(), found.column()),
                found.deprecated());
    }

    private static void noteTypes(SchemaHeader header, SchemaTypes types, Notes notes) {
        List<RootFields.Found> fields = types.rootFields().list();
        note(
                fields.stream().filter(field -> !types.isKnown(field.returnedType())),
                "%s return types that the document does not define; requests that ask for fields of them are refused.",
                notes);
        noteUnused(header, types, notes);
    }

    private static void note(Stream<RootFields.Found> fields, String sentence, Notes notes) {
        List<String> names =
                fields.map(field -> field.role().endpoint(field.name())).toList();
        if (names.isEmpty()) {
            return;
        }
        String first = names.stream().limit(NAMED_IN_A_NOTE).collect(Collectors.joining(", "));
        int others = names.size() - NAMED_IN_A_NOTE;
        notes.add(sentence.formatted(others > 0 ? "%s and %,d others".formatted(first, others) : first));
    }

    private static void noteUnused(SchemaHeader header, SchemaTypes types, Notes notes) {
        Map<String, RootRole> roots = header.roots();
        for (RootRole role : RootRole.values()) {
            boolean looksLikeARoot = types.isKnown(role.defaultType()) && !roots.containsKey(role.defaultType());
            if (header.namesRoots() && looksLikeARoot) {
                notes.add("Type %s is no root type, as the schema definition does not name it."
                        .formatted(role.defaultType()));
            }
        }
        roots.keySet().stream()
                .filter(type -> header.namesRoots() && !types.isKnown(type))
                .forEach(type -> notes.add(
                        "The schema definition names type %s, which the document does not define.".formatted(type)));
    }
}
