package dev.gatehouse.contract.document;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.decision.content.Quoted;

/** Makes the one error (ERR12103) that every problem with a document ends in. */
public final class Unreadable {
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
        return Quoted.text(text);
    }
}
