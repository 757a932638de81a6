package dev.gatehouse.decision;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Header fields by which some frameworks let a request ask for another method than its own. They are not honoured here, but
 * what a framework behind a gateway would do has to be allowed as well. Stateless.
 */
public final class MethodOverrides {
    /** Header fields in use for it. */
    public static final List<String> HEADERS = List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

    private static final Set<Integer> LENGTHS =
            HEADERS.stream().map(String::length).collect(Collectors.toUnmodifiableSet());

    private MethodOverrides() {}

    /**
     * Whether a header field names another method. Case makes no difference, nor does what stands between the words: to
     * servers that hand names over as environment variables do, {@code X_HTTP_Method} is {@code X-HTTP-Method}.
     */
    public static boolean isHeader(String name) {
        if (!LENGTHS.contains(name.length()) || (name.charAt(0) | 0x20) != 'x') {
            return false;
        }
        for (String header : HEADERS) {
            if (isSpelling(name, header)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSpelling(String name, String header) {
        if (name.length() != header.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean same =
                    header.charAt(i) == '-' ? !Character.isLetterOrDigit(c) : (c | 0x20) == (header.charAt(i) | 0x20);
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
