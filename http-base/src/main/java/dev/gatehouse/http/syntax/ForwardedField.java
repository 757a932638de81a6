package dev.gatehouse.http.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a value of the field Forwarded (RFC 7239 section 4). By hand: a regular expression for quoted texts needs a stack as
 * deep as they are long. Used once, by one thread.
 */
final class ForwardedField {
    /** No address: what stands before what cannot be read is nobody's word. */
    private static final String UNREADABLE = "";

    private final String text;
    private final List<String> nodes = new ArrayList<>();
    private int at;

    private ForwardedField(String text) {
        this.text = text;
    }

    /** Who is said to have asked, in order and with the quotes; what cannot be read, with all behind it, is one empty text. */
    static List<String> nodes(String text) {
        ForwardedField field = new ForwardedField(text);
        while (field.at < text.length()) {
            if (!field.pair()) {
                field.nodes.add(UNREADABLE);
                break;
            }
        }
        return field.nodes;
    }

    /** Reads a pair and what parts it from the next; a quoted value may hold what a caller made up, such as commas. */
    private boolean pair() {
        skipBlanks();
        int name = at;
        while (at < text.length() && isName(text.charAt(at))) {
            at++;
        }
        int equals = at++;
        if (equals == name || equals >= text.length() || text.charAt(equals) != '=') {
            return false;
        }
        int value = at;
        if (!(text.startsWith("\"", at) ? quoted() : token())) {
            return false;
        }
        if (text.substring(name, equals).equalsIgnoreCase("for")) {
            nodes.add(text.substring(value, at));
        }
        skipBlanks();
        return at >= text.length() || ",;".indexOf(text.charAt(at++)) >= 0;
    }

    private boolean token() {
        while (at < text.length() && "\",; \t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return true;
    }

    /** Whether it has an end. */
    private boolean quoted() {
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) == '"') {
                at++;
                return true;
            }
            if (text.charAt(at) == '\\') {
                at++;
            }
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private static boolean isName(char character) {
        return character == '-' || character == '_' || character < 0x80 && Character.isLetterOrDigit(character);
    }
}
