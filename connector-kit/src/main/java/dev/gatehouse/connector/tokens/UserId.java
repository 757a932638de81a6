package dev.gatehouse.connector.tokens;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.SentText;
import java.util.Locale;

/** Whom a call is for, as the argument {@code userId} says it. */
sealed interface UserId {
    /** A person's name at the token storage. */
    record Name(String user) implements UserId {}

    /** What a person entered; its text form does not show the password. */
    record Entered(String username, String password) implements UserId {
        @Override
        public String toString() {
            return "Entered[" + username + "]";
        }
    }

    /**
     * Reads {@code <user>} or {@code <connector>://<username>:<password>}. Nothing is percent-decoded: the user name ends at
     * the first colon, and the password is all that follows.
     *
     * @throws ApiException CON11004, without repeating what was given
     */
    static UserId parse(String text, String connector) {
        if (text.codePoints().anyMatch(character -> Character.getType(character) == Character.SURROGATE)) {
            throw ApiException.invalid("/userId", "has half a character in it");
        }
        if (!SentText.isLine(text)) {
            throw ApiException.invalid("/userId", "has a control character in it");
        }
        int scheme = text.indexOf("://");
        if (scheme < 0) {
            return new Name(text);
        }
        if (!text.substring(0, scheme).toLowerCase(Locale.ROOT).equals(connector)) {
            throw ApiException.invalid("/userId", "is meant for another connector; this one is " + connector);
        }
        String pair = text.substring(scheme + 3);
        int colon = pair.indexOf(':');
        if (colon < 0 || pair.length() == 1) {
            throw ApiException.invalid(
                    "/userId", "lacks a user name or a password; send " + connector + "://<username>:<password>");
        }
        return new Entered(pair.substring(0, colon), pair.substring(colon + 1));
    }
}
