package dev.gatehouse.contract.document;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;

/** Makes the one error (ERR12103) that every problem with a document ends in. */
public final class Unreadable {
    private static final int MAX_QUOTE = 120;

    private Unreadable() {}

    /**
     * The error for a spot in a document.
     *
     * @param line counted from 1
     * @param column in characters, counted from 1
     * @param reason what is wrong there and what would mend it, without a full stop at its end
     */
    public static ApiException at(int line, int column, String reason) {
        return ErrorCode.CONTRACT_UNREADABLE
                .with(line, column, reason)
                .withMember("line", line)
                .withMember("column", column);
    }

    /** The same where something stands. */
    public static ApiException at(Located place, String reason) {
        return at(place.line(), place.column(), reason);
    }

    /** Text of the document in a form that is safe and short enough to stand in a message. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder("'");
        text.codePoints().limit(MAX_QUOTE).forEach(character -> quoted.appendCodePoint(printable(character)));
        return quoted.append(text.codePointCount(0, text.length()) > MAX_QUOTE ? "…'" : "'")
                .toString();
    }

    private static int printable(int character) {
        boolean surrogate = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return Character.isISOControl(character) || surrogate ? '\uFFFD' : character;
    }
}
