package dev.gatehouse.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What texts of callers may hold: no control characters, which no name needs and the database does not all keep, and no
 * halves of surrogate pairs, which JSON can escape but no UTF-8 text can hold (RFC 8259 section 8.2). Stateless.
 */
public final class SentText {
    private static final int ENOUGH = 100;

    private SentText() {}

    /** Whether it can be a value in one line, as that of a parameter is; an empty one can. */
    public static boolean isLine(String text) {
        return !hasControl(text, false) && !hasHalf(text);
    }

    /** Whether it can be kept: as a line, and with line breaks and tabs. */
    public static boolean isText(String text) {
        return !hasControl(text, true) && !hasHalf(text);
    }

    /** @throws ApiException ERR11010 unless the value of the parameter is in one line; it may be a secret and is not repeated */
    public static void checkLine(String parameter, String value) {
        check(parameter, isLine(value));
    }

    /** @throws ApiException ERR11010 unless the value of the parameter can be kept */
    public static void checkText(String parameter, String value) {
        check(parameter, isText(value));
    }

    private static void check(String parameter, boolean good) {
        if (!good) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                    QuotedInput.of(parameter), "one with control characters", "send it in one line, without them");
        }
    }

    /**
     * Makes sure that every text of a body can be kept; line breaks and tabs can.
     *
     * @throws ApiException ERR11004 naming each that cannot
     */
    public static void check(JsonNode tree) {
        List<Violation> violations = new ArrayList<>(halves(tree));
        violations.addAll(controls(tree));
        if (!violations.isEmpty()) {
            throw ApiException.invalid(violations);
        }
    }

    /** A violation for each text that holds half a pair, wherever it stands; the parser has refused member names already. */
    static List<Violation> halves(JsonNode tree) {
        return new Search(SentText::hasHalf, "holds half a surrogate pair; send whole characters").in(tree);
    }

    /** A violation for each text, and each member's name, that holds a control character. */
    static List<Violation> controls(JsonNode tree) {
        return new Search(
                        text -> hasControl(text, true), "holds a control character; send none but line breaks and tabs")
                .in(tree);
    }

    private static boolean hasControl(String text, boolean layoutIsNone) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean layout = character == '\n' || character == '\r' || character == '\t';
            if (Character.isISOControl(character) && !(layout && layoutIsNone)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasHalf(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                int whole = Character.charCount(text.codePointAt(i));
                if (whole == 1) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** Finds texts with a flaw, in names and values; the parser bounds how deep that goes. Used once. */
    private static final class Search {
        private final Predicate<String> flaw;
        private final String problem;
        private final List<Violation> found = new ArrayList<>();

        Search(Predicate<String> flaw, String problem) {
            this.flaw = flaw;
            this.problem = problem;
        }

        List<Violation> in(JsonNode tree) {
            visit("", tree);
            return found;
        }

        private void visit(String pointer, JsonNode node) {
            if (found.size() >= ENOUGH) {
                return;
            }
            if (isFlawed(node)) {
                found.add(new Violation(pointer, problem));
            }
            if (node.isArray()) {
                for (int i = 0; i < node.size(); i++) {
                    visitChild(pointer, Integer.toString(i), node.get(i));
                }
            }
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                if (flaw.test(member.getKey())) {
                    found.add(new Violation(Violation.child(pointer, member.getKey()), "is a name that " + problem));
                }
                visitChild(pointer, member.getKey(), member.getValue());
            }
        }

        /** Pointers are made only where they may be needed: lists are long. */
        private void visitChild(String parent, String name, JsonNode node) {
            if (node.isContainer() || isFlawed(node)) {
                visit(Violation.child(parent, name), node);
            }
        }

        private boolean isFlawed(JsonNode node) {
            return node.isString() && flaw.test(node.stringValue());
        }
    }
}
