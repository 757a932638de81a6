package dev.gatehouse.connector.conformance.raw;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;

/** What a path means. */
final class RawPath {
    private RawPath() {}

    /** {@code /a/b} for whatever was meant; empty for the root. */
    static String normal(String text, Faults faults) {
        if (text.getBytes(StandardCharsets.UTF_8).length > 4096) {
            throw new Refused(400, "filepath is too long.");
        }
        Deque<String> names = new ArrayDeque<>();
        for (String name : misread(text, faults).split("/")) {
            if (name.equals("..") && faults.has(Fault.FOLLOWS_DETOURS)) {
                names.pollLast();
            } else if (!name.isEmpty()) {
                check(name, "filepath");
                names.add(name);
            }
        }
        return names.isEmpty() ? "" : "/" + String.join("/", names);
    }

    static void check(String name, String field) {
        if (name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
            throw new Refused(400, field + " leads elsewhere.");
        }
        boolean odd = name.codePoints()
                .anyMatch(character ->
                        Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE);
        if (odd) {
            throw new Refused(400, field + " has a character in it that no name has.");
        }
    }

    private static String misread(String text, Faults faults) {
        return switch (faults.only()) {
            case DECODES_NAMES_TWICE -> RawRequest.decoded(text);
            case COMPOSES_NAMES -> Normalizer.normalize(text, Normalizer.Form.NFC);
            case LOSES_LETTERS_BEYOND_LATIN -> latin(text);
            case TAKES_BACKSLASHES_FOR_SLASHES -> withoutBackslashes(text);
            default -> text;
        };
    }

    static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }

    private static String withoutBackslashes(String text) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : text.replace('\\', '/').split("/", -1)) {
            if (name.equals("..") && text.indexOf('\\') >= 0) {
                names.pollLast();
            } else {
                names.add(name);
            }
        }
        return String.join("/", names);
    }
}
