package dev.gatehouse.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Ways in which some frameworks let a request ask for another method than its own. They are not honoured here, but what a
 * framework behind a gateway would do has to be allowed as well. Stateless.
 */
public final class MethodOverrides {
    /** Header fields in use for it. */
    public static final List<String> HEADERS = List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

    private static final String PARAMETER = "_method";

    private MethodOverrides() {}

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
        boolean plain = equals - start == PARAMETER.length();
        if (plain && query.regionMatches(true, start, PARAMETER, 0, PARAMETER.length())
                || PercentEncoding.decodeLeniently(query.substring(start, equals))
                        .equalsIgnoreCase(PARAMETER)) {
            values.add(PercentEncoding.decodeLeniently(query.substring(equals + 1, end)));
        }
    }

    static String upperCase(String method) {
        return method.strip().toUpperCase(Locale.ROOT);
    }
}
