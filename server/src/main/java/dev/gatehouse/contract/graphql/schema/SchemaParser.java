package dev.gatehouse.contract.graphql.schema;

import dev.gatehouse.contract.document.Unreadable;
import graphql.GraphQLException;
import graphql.language.Definition;
import graphql.language.Field;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.OperationDefinition;
import graphql.language.SDLDefinition;
import graphql.language.SourceLocation;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses pieces of schema documents. Stateless. */
final class SchemaParser {
    private static final ParserOptions OPTIONS = ParserOptions.newParserOptions()
            .captureIgnoredChars(false)
            .captureLineComments(false)
            .captureSourceLocation(true)
            .readerTrackData(false)
            .maxCharacters(Integer.MAX_VALUE)
            .maxTokens(SchemaPieces.MAX_TOKENS_TOGETHER + 1)
            .maxWhitespaceTokens(SchemaPieces.MAX_TOKENS_TOGETHER + 1)
            .maxRuleDepth(1000)
            .build();

    private SchemaParser() {}

    /** The definitions of the piece; ERR12103 where it is not GraphQL or holds operations. */
    static List<SDLDefinition<?>> parse(SchemaPiece piece) {
        List<SDLDefinition<?>> schema = new ArrayList<>();
        for (Definition<?> definition : definitions(piece)) {
            schema.add(requireSchema(piece, definition, !schema.isEmpty() && isWithoutFields(schema.getLast())));
        }
        return schema;
    }

    private static List<? extends Definition<?>> definitions(SchemaPiece piece) {
        ParserEnvironment environment = ParserEnvironment.newParserEnvironment()
                .document(piece.text())
                .parserOptions(OPTIONS)
                .build();
        try {
            @SuppressWarnings({"rawtypes", "unchecked"}) // the parser's own interface is raw
            List<? extends Definition<?>> definitions = (List<? extends Definition<?>>)
                    (List) Parser.parse(environment).getDefinitions();
            return definitions;
        } catch (InvalidSyntaxException failure) {
            throw at(piece, failure.getLocation(), problem(failure));
        } catch (GraphQLException | IllegalArgumentException failure) {
            // such as a number beyond what a number can be
            throw at(piece, null, "the definitions that begin here are not valid GraphQL");
        }
    }

    private static String problem(InvalidSyntaxException failure) {
        if (failure instanceof ParseCancelledTooDeepException) {
            return "it is nested too deep";
        }
        if (failure instanceof ParseCancelledException) {
            return "the definitions that begin here are too long";
        }
        String token = failure.getOffendingToken();
        boolean nameless = token == null || token.isEmpty() || token.equals("<EOF>");
        return "it is not valid GraphQL: "
                + (nameless
                        ? "it ends in the middle of a definition"
                        : Unreadable.quote(token) + " is not expected here");
    }

    private static SDLDefinition<?> requireSchema(SchemaPiece piece, Definition<?> definition, boolean follows) {
        if (definition instanceof SDLDefinition<?> schema) {
            return schema;
        }
        throw fieldWithoutType(definition)
                .filter(field -> follows)
                .map(field -> at(
                        piece,
                        field.getSourceLocation(),
                        "it is not valid GraphQL: field %s has no type".formatted(Unreadable.quote(field.getName()))))
                .orElseGet(() -> at(
                        piece,
                        definition.getSourceLocation(),
                        "an operation or a fragment begins here; send the schema's definitions only"));
    }

    /** To the grammar, fields of a type of which one lacks its type are a type without fields and a query after it. */
    private static Optional<Field> fieldWithoutType(Definition<?> definition) {
        if (!(definition instanceof OperationDefinition query) || query.getName() != null) {
            return Optional.empty();
        }
        return query.getSelectionSet().getSelectionsOfType(Field.class).stream()
                .filter(field -> field.getAlias() == null)
                .findFirst();
    }

    private static boolean isWithoutFields(SDLDefinition<?> definition) {
        return switch (definition) {
            case ImplementingTypeDefinition<?> type ->
                type.getFieldDefinitions().isEmpty();
            case InputObjectTypeDefinition input ->
                input.getInputValueDefinitions().isEmpty();
            default -> false;
        };
    }

    private static RuntimeException at(SchemaPiece piece, @Nullable SourceLocation place, String reason) {
        return Unreadable.at(piece.line(place), piece.column(place), reason);
    }
}
