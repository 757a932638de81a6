package dev.gatehouse.contract.document;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The characters a scope may have (RFC 6749, section 3.3). */
public final class ScopeToken {
    private ScopeToken() {}

    /** Whether the text is one scope. */
    public static boolean isValid(String scope) {
        return !scope.isEmpty() && scope.chars().allMatch(ScopeToken::isAllowed);
    }

    /**
     * The scopes that text lists with blanks between them; ERR12103 where it holds what no scope can have.
     *
     * @param line where the text stands
     * @param column where the text stands
     */
    public static List<String> split(String text, int line, int column) {
        List<String> scopes = List.of(text.split(" "));
        if (!scopes.stream().allMatch(ScopeToken::isValid)) {
            throw Unreadable.at(
                    line,
                    column,
                    "scope %s has characters that a scope cannot have (RFC 6749, section 3.3), such as quotes"
                            .formatted(Unreadable.quote(text)));
        }
        return scopes;
    }

    /** The same for a place that takes one scope, where some documents wrongly put a whole scope string. */
    public static List<String> splitNoting(String text, int line, int column, Notes notes) {
        List<String> scopes = split(text, line, column);
        if (scopes.size() > 1) {
            notes.add("Scope %s holds blanks; it was taken as the scopes it lists.".formatted(Unreadable.quote(text)));
        }
        return scopes;
    }

    /** The text as a part of a scope: each byte of its UTF-8 form that is not allowed becomes {@code %XX}. */
    public static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isAllowed(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", octet));
            }
        }
        return encoded.toString();
    }

    private static boolean isAllowed(int character) {
        return character == 0x21
                || (character >= 0x23 && character <= 0x5B)
                || (character >= 0x5D && character <= 0x7E);
    }
}
