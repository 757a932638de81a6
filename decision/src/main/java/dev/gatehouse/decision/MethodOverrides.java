package dev.gatehouse.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ways in which some frameworks let a request ask for another method than its own. They are not honoured here, but what a
 * framework behind a gateway would do has to be allowed as well. Stateless.
 */
public final class MethodOverrides {
    /** Header fields in use for it. */
    public static final List<String> HEADERS = List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

    private static final Set<Integer> LENGTHS =
            HEADERS.stream().map(String::length).collect(Collectors.toUnmodifiableSet());

    private static final String PARAMETER = "_method";

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

    /** The values of the query parameter {@code _method}, whatever case and encoding its name is written in. */
    static List<String> inQuery(String query) {
        List<String> values = new ArrayList<>(0);
        int start = 0;
        while (start < query.length()) {
            int end = start;
            while (end < query.length() && query.charAt(end) != '&' && query.charAt(end) != ';') {
                end++;
            }
            addValue(query, start, end, values);
            start = end + 1;
        }
        return values;
    }

    private static void addValue(String query, int start, int end, List<String> values) {
        int equals = query.indexOf('=', start);
        if (equals < 0 || equals > end) {
            return;
        }
        if (mayBeParameter(query, start, equals) && isParameter(decoded(query.substring(start, equals)))) {
            values.add(decoded(query.substring(equals + 1, end)));
        }
    }

    /** A name without escapes is as long as it looks, and most names are looked at no further. */
    private static boolean mayBeParameter(String query, int start, int equals) {
        if (equals - start == PARAMETER.length()) {
            return true;
        }
        for (int i = start; i < equals; i++) {
            if (query.charAt(i) == '%' || query.charAt(i) == '+') {
                return true;
            }
        }
        return false;
    }

    /** PHP takes no notice of spaces in front, ends names at a NUL, and has underscores for what cannot be in a variable's name. */
    private static boolean isParameter(String name) {
        int nul = name.indexOf('\0');
        String bare = (nul < 0 ? name : name.substring(0, nul)).stripLeading();
        return bare.length() == PARAMETER.length()
                && ".[ _".indexOf(bare.charAt(0)) >= 0
                && bare.regionMatches(true, 1, PARAMETER, 1, PARAMETER.length() - 1);
    }

    private static String decoded(String text) {
        return PercentEncoding.decodeLeniently(text.replace('+', ' '));
    }

    static String upperCase(String method) {
        return method.strip().toUpperCase(Locale.ROOT);
    }
}
