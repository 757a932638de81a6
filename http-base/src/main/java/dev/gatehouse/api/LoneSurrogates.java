package dev.gatehouse.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Finds halves of surrogate pairs, which JSON can escape but no UTF-8 text can hold (RFC 8259 section 8.2). */
final class LoneSurrogates {
    private static final int ENOUGH = 100;

    private final List<Violation> found = new ArrayList<>();

    private LoneSurrogates() {}

    /** A violation for each text that holds one, wherever it stands; the parser has refused member names already. */
    static List<Violation> in(JsonNode tree) {
        LoneSurrogates search = new LoneSurrogates();
        search.visit("", tree);
        return search.found;
    }

    /** The parser bounds how deep this goes. */
    private void visit(String pointer, JsonNode node) {
        if (found.size() >= ENOUGH) {
            return;
        }
        if (node.isString() && isBroken(node.stringValue())) {
            found.add(new Violation(pointer, "holds half a surrogate pair; send whole characters"));
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                visitContainerOrText(pointer, Integer.toString(i), node.get(i));
            }
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            visitContainerOrText(pointer, member.getKey(), member.getValue());
        }
    }

    private void visitContainerOrText(String parent, String name, JsonNode node) {
        boolean relevant = node.isContainer() || (node.isString() && isBroken(node.stringValue()));
        if (relevant) {
            visit(Violation.child(parent, name), node);
        }
    }

    private static boolean isBroken(String text) {
        return text.codePoints()
                .anyMatch(character -> character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
    }
}
