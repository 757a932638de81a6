package dev.gatehouse.registry.policy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes text that nobody can vouch for in the few characters that mean themselves everywhere. */
final class Escapes {
    private Escapes() {}

    /** Whether the character means itself in regular expressions, quoted strings and comments of every format. */
    static boolean isPlain(int character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || character == '-'
                || character == '_';
    }

    /** For a comment: what is not plain becomes a question mark. */
    static String comment(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .limit(200)
                .forEach(character ->
                        plain.appendCodePoint(isPlain(character) || "./@ ".indexOf(character) >= 0 ? character : '?'));
        return plain.toString();
    }

    /** Octets for an expression of PCRE that matches octets: those that are not plain as {@code \xHH}. */
    static String octets(String text) {
        StringBuilder expression = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            int character = octet & 0xff;
            boolean plain = isPlain(character) || character == '/';
            expression.append(plain ? String.valueOf((char) character) : "\\x%02x".formatted(character));
        }
        return expression.toString();
    }

    /** Characters for an expression of RE2: ASCII that is not plain as {@code \xHH}, others as they are. */
    static String characters(String text) {
        StringBuilder expression = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (isPlain(character) || character == '/' || character > 0x7f) {
                expression.appendCodePoint(character);
            } else {
                expression.append("\\x%02x".formatted(character));
            }
        });
        return expression.toString();
    }

    /** As {@link #octets}, of text as it stands in a request: percent-encoded where a path cannot hold it (RFC 3986). */
    static String sent(String text) {
        StringBuilder expression = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            int character = octet & 0xff;
            if (isPlain(character)) {
                expression.append((char) character);
            } else if (isSentAsItIs(character)) {
                expression.append("\\x%02x".formatted(character));
            } else {
                expression.append("\\x25").append(anyCase("%02x".formatted(character)));
            }
        }
        return expression.toString();
    }

    /** Whether a path holds the character without percent-encoding (RFC 3986 section 3.3). */
    static boolean isSentAsItIs(int character) {
        return isPlain(character) || ".~!$&'()*+,;=:@".indexOf(character) >= 0;
    }

    /** As {@link #octets}, without regard to case; the letters beyond ASCII that have an upper case in it included. */
    static String anyCase(String text) {
        StringBuilder expression = new StringBuilder();
        text.codePoints().forEach(character -> {
            int lower = Character.toLowerCase(character);
            if (lower >= 'a' && lower <= 'z') {
                String upper = Character.toString(Character.toUpperCase(lower));
                String more = lower == 's' ? "|\u017f" : lower == 'k' ? "|\u212a" : lower == 'i' ? "|\u0131" : "";
                String both = "[" + upper + Character.toString(lower) + "]";
                expression.append(more.isEmpty() ? both : "(?:" + both + "|" + octets(more.substring(1)) + ")");
            } else if (character < 0x80) {
                expression.append(octets(Character.toString(character)));
            } else {
                String own = Character.toString(character);
                expression.append("(?:%s|%s)"
                        .formatted(octets(own.toLowerCase(Locale.ROOT)), octets(own.toUpperCase(Locale.ROOT))));
            }
        });
        return expression.toString();
    }
}
