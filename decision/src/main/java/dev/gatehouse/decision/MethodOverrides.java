package dev.gatehouse.decision;

import java.util.List;

/**
 * Header fields by which some frameworks let a request ask for another method than its own. They are not honoured here, but
 * what a framework behind a gateway would do has to be allowed as well. Stateless.
 */
public final class MethodOverrides {
    /** Header fields in use for it. */
    public static final List<String> HEADERS = List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

    /** A bit for each length that one has, as most header fields have none of these. */
    private static final long LENGTHS =
            HEADERS.stream().mapToLong(header -> 1L << header.length()).reduce(0, (one, other) -> one | other);

    private MethodOverrides() {}

    /**
     * Whether a header field names another method. Case makes no difference, nor does what stands between the words: to
     * servers that hand names over as environment variables do, {@code X_HTTP_Method} is {@code X-HTTP-Method}.
     */
    public static boolean isHeader(String name) {
        int length = name.length();
        if (length >= Long.SIZE || (LENGTHS >> length & 1) == 0 || (name.charAt(0) | 0x20) != 'x') {
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
