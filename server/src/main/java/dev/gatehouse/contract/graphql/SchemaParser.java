package dev.gatehouse.contract.graphql;

import dev.gatehouse.contract.document.Unreadable;
import graphql.GraphQLException;
import graphql.language.Definition;
import graphql.language.SDLDefinition;
import graphql.language.SourceLocation;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import java.util.List;

/** Parses pieces of schema documents. Stateless. */
final class SchemaParser {
    private static final ParserOptions OPTIONS = ParserOptions.newParserOptions()
            .captureIgnoredChars(false)
            .captureLineComments(false)
            .captureSourceLocation(true)
            .readerTrackData(false)
            .maxCharacters(Integer.MAX_VALUE)
            .maxTokens(SchemaPieces.MOST_TOKENS_TOGETHER + 1)
            .maxWhitespaceTokens(SchemaPieces.MOST_TOKENS_TOGETHER + 1)
            .maxRuleDepth(1000)
            .build();

    private SchemaParser() {}

    /** The definitions of the piece; ERR12103 where it is not GraphQL or holds operations. */
    static List<SDLDefinition<?>> parse(SchemaPiece piece) {
        return definitions(piece).stream()
                .<SDLDefinition<?>>map(definition -> requireSchema(piece, definition))
                .toList();
    }

    private static List<? extends Definition<?>> definitions(SchemaPiece piece) {
        ParserEnvironment environment = ParserEnvironment.newParserEnvironment()
                .document(piece.text())
                .parserOptions(OPTIONS)
                .build();
        try {
            @SuppressWarnings({"rawtypes", "unchecked"}) // the parser's own interface is raw
            List<? extends Definition<?>> definitions =
                    (List<? extends Definition<?>>) (List) Parser.parse(environment).getDefinitions();
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
                + (nameless ? "it ends in the middle of a definition" : Unreadable.quote(token) + " is not expected here");
    }

    private static SDLDefinition<?> requireSchema(SchemaPiece piece, Definition<?> definition) {
        if (definition instanceof SDLDefinition<?> schema) {
            return schema;
        }
        throw at(
                piece,
                definition.getSourceLocation(),
                "an operation or a fragment begins here; send the schema's definitions only");
    }

    private static RuntimeException at(SchemaPiece piece, SourceLocation place, String reason) {
        return Unreadable.at(piece.line(place), piece.column(place), reason);
    }
}
