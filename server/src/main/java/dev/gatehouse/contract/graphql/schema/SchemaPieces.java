package dev.gatehouse.contract.graphql.schema;

import dev.gatehouse.contract.document.Budget;
import dev.gatehouse.contract.document.Unreadable;
import dev.gatehouse.decision.graphql.TextCursor;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a schema document into pieces that are parsed one by one, so that memory is bounded by the largest definition
 * rather than by the document. A closing brace outside of all other brackets always ends a definition.
 *
 * <p>Not thread-safe: one per document.
 */
final class SchemaPieces {
    /** The deepest nesting of brackets. */
    static final int DEEPEST = 100;

    /** The most tokens, blanks and commas included, in one definition and the small ones before it. */
    static final int MAX_TOKENS_TOGETHER = 500_000;

    /** So many tokens are worth a parser of their own. */
    private static final int ENOUGH_TOGETHER = 2_000;

    private static final int MAX_TOKENS = 5_000_000;

    private final TextCursor cursor;
    private final Budget tokens = new Budget(MAX_TOKENS, "words and signs");
    private final List<SchemaPiece> pieces = new ArrayList<>();
    private int start;
    private int startLine = 1;
    private int startColumn = 1;
    private int together;
    private int depth;
    private boolean mentionsSchema;
    private boolean empty = true;

    SchemaPieces(String document) {
        this.cursor = new TextCursor(document);
    }

    /** The pieces in the document's order; ERR12103 where brackets are too deep or there is too much of it. */
    List<SchemaPiece> list() {
        while (!cursor.isAtEnd()) {
            token();
        }
        cut();
        return pieces;
    }

    private void token() {
        char character = cursor.peek();
        if (isBlank(character)) {
            countTogether();
            cursor.next();
            return;
        }
        if (character == '#') {
            countTogether();
            cursor.skipComment();
            return;
        }
        spend();
        switch (character) {
            case '"' -> cursor.skipString();
            case '{', '(', '[' -> open();
            case '}', ')', ']' -> close(character);
            default -> wordOrSign();
        }
    }

    private static boolean isBlank(char character) {
        return character <= ' ' || character == ',' || character == '\uFEFF';
    }

    private void spend() {
        if (empty) {
            startHere();
            empty = false;
        }
        countTogether();
        tokens.spend(1, cursor.line(), cursor.column());
    }

    private void countTogether() {
        if (empty) {
            return; // blanks and comments before a definition belong to none
        }
        together++;
        if (together > MAX_TOKENS_TOGETHER) {
            throw Unreadable.at(
                    startLine,
                    startColumn,
                    "the definitions that begin here have more than %,d words, signs and blanks"
                            .formatted(MAX_TOKENS_TOGETHER));
        }
    }

    private void open() {
        depth++;
        if (depth > DEEPEST) {
            throw Unreadable.at(
                    cursor.line(), cursor.column(), "it is nested deeper than %d levels".formatted(DEEPEST));
        }
        cursor.next();
    }

    private void close(char character) {
        cursor.next();
        depth = Math.max(0, depth - 1);
        if (depth == 0 && character == '}' && together >= ENOUGH_TOGETHER) {
            cut();
        }
    }

    private void wordOrSign() {
        int line = cursor.line();
        int column = cursor.column();
        String word = cursor.word();
        if (TextCursor.isEndlessNumber(word)) {
            throw Unreadable.at(line, column, "the number is too long");
        }
        mentionsSchema |= depth == 0 && word.equals("schema");
    }

    private void cut() {
        if (!empty) {
            pieces.add(new SchemaPiece(cursor.textSince(start), startLine, startColumn, mentionsSchema));
        }
        together = 0;
        depth = 0;
        mentionsSchema = false;
        empty = true;
        startHere();
    }

    private void startHere() {
        start = cursor.index();
        startLine = cursor.line();
        startColumn = cursor.column();
    }
}
