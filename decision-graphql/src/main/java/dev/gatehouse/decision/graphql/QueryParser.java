package dev.gatehouse.decision.graphql;

import dev.gatehouse.decision.content.Undecidable;
import graphql.GraphQLException;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;

/** Parses the documents of requests, strictly. Stateless. */
final class QueryParser {
    private static final ParserOptions OPTIONS = ParserOptions.newParserOptions()
            .captureIgnoredChars(false)
            .captureLineComments(false)
            .captureSourceLocation(true)
            .readerTrackData(false)
            .maxCharacters(GraphqlHttpRequest.MAX_BYTES)
            .maxTokens(15_000)
            .maxWhitespaceTokens(GraphqlHttpRequest.MAX_BYTES)
            .maxRuleDepth(500)
            .build();

    private QueryParser() {}

    /** The document; {@link Undecidable} where it is not one of operations and fragments, is too long or too deep. */
    static Document parse(String query) {
        requireClear(query);
        requireShortNumbers(query);
        ParserEnvironment environment = ParserEnvironment.newParserEnvironment()
                .document(query)
                .parserOptions(OPTIONS)
                .build();
        Document document = parse(environment);
        boolean executable = document.getDefinitions().stream()
                .allMatch(definition ->
                        definition instanceof OperationDefinition || definition instanceof FragmentDefinition);
        if (!executable) {
            throw Undecidable.because("the query defines more than operations and fragments");
        }
        return document;
    }

    private static Document parse(ParserEnvironment environment) {
        try {
            return Parser.parse(environment);
        } catch (ParseCancelledTooDeepException e) {
            throw Undecidable.because("the query is nested too deep");
        } catch (ParseCancelledException e) {
            throw Undecidable.because("the query is too long");
        } catch (InvalidSyntaxException e) {
            throw Undecidable.because("the query is not valid GraphQL%s".formatted(place(e)));
        } catch (GraphQLException | IllegalArgumentException e) {
            // such as a number beyond what a number can be
            throw Undecidable.because("the query is not valid GraphQL");
        }
    }

    private static String place(InvalidSyntaxException failure) {
        return failure.getLocation() == null
                ? ""
                : " at line %d, column %d"
                        .formatted(
                                failure.getLocation().getLine(),
                                failure.getLocation().getColumn());
    }

    /** Refuses characters at which some parsers end a comment and others do not. */
    private static void requireClear(String query) {
        for (int index = 0; index < query.length(); index++) {
            char character = query.charAt(index);
            boolean lineFeedFollows = query.startsWith("\n", index + 1);
            if (isUnclear(character) || (character == '\r' && !lineFeedFollows)) {
                throw Undecidable.because("the query has the character U+%04X, which servers read in different ways"
                        .formatted((int) character));
            }
        }
    }

    private static void requireShortNumbers(String query) {
        TextCursor cursor = new TextCursor(query);
        while (!cursor.isAtEnd()) {
            switch (cursor.peek()) {
                case '#' -> cursor.skipComment();
                case '"' -> cursor.skipString();
                default -> {
                    if (TextCursor.isEndlessNumber(cursor.word())) {
                        throw Undecidable.because("the query has a number that is too long");
                    }
                }
            }
        }
    }

    private static boolean isUnclear(char character) {
        boolean layout = character == '\n' || character == '\r' || character == '\t';
        return (Character.isISOControl(character) && !layout)
                || character == '\u2028'
                || character == '\u2029'
                || character == '\uFEFF';
    }
}
