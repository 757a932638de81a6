package dev.gatehouse.registry.policy;

import java.nio.charset.StandardCharsets;

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
                .forEach(character -> plain.appendCodePoint(
                        isPlain(character) || character == '.' || character == '/' || character == ' '
                                ? character
                                : '?'));
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

    /** An expression for a whole path, with no room for a line break behind it, whose literals are written by the given escape. */
    static String expression(PathTemplate path, java.util.function.UnaryOperator<String> escape) {
        StringBuilder expression = new StringBuilder("^");
        for (PathTemplate.Part part : path.parts()) {
            expression.append(
                    switch (part.kind()) {
                        case LITERAL -> escape.apply(part.text());
                        case SEGMENT -> "[^/]+";
                        case REST -> ".+";
                    });
        }
        return expression.append("\\z").toString();
    }
}
