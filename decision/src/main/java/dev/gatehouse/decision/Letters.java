package dev.gatehouse.decision;

import java.util.Locale;

/** Upper and lower case as a server that ignores them sees it. Stateless. */
final class Letters {
    private Letters() {}

    /** Upper case first: some letters have only their upper case in common, such as the long s and s. */
    static String fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || (c >= 'A' && c <= 'Z')) {
                return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
            }
        }
        return text;
    }
}
