package dev.gatehouse.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names of query parameters that make some frameworks carry out another method than the request's own. Letter case makes no
 * difference, nor does which of {@code _ - .} and blanks stands between or before the words, as PHP takes them for one
 * another. Immutable.
 */
public final class MethodParameters {
    /** What frameworks call them where nobody chooses another name. */
    public static final List<String> USUAL_NAMES = List.of(
            "_method",
            "method",
            "http_method",
            "_http_method",
            "httpMethod",
            "_HttpMethod",
            "method_override",
            "_method_override",
            "http_method_override",
            "X-HTTP-Method-Override",
            "X-HTTP-Method",
            "X-Method-Override",
            "X-Tunneled-Method");

    /** Those of a service that names none itself. */
    public static final MethodParameters USUAL = of(USUAL_NAMES);

    private final List<String> names;
    private final int longest;

    /** A bit for each length that a name has, as most parameters have none of these. */
    private final long lengths;

    private MethodParameters(List<String> names) {
        this.names = names;
        this.longest = names.stream().mapToInt(String::length).max().orElse(0);
        this.lengths = names.stream()
                .mapToInt(String::length)
                .filter(length -> length < Long.SIZE - 1)
                .mapToLong(length -> 1L << length)
                .reduce(0, (one, other) -> one | other);
    }

    /** Those with these names; none where there are none. */
    public static MethodParameters of(Collection<String> names) {
        return new MethodParameters(
                names.stream().map(MethodParameters::plain).distinct().toList());
    }

    /** Those with these names, or the usual ones where a service says nothing. */
    public static MethodParameters orUsual(@Nullable Collection<String> names) {
        return names == null ? USUAL : of(names);
    }

    /** In lower case, with {@code _} for each sign that stands for one. */
    public List<String> names() {
        return names;
    }

    /**
     * The values of all such parameters, decoded, however often one is given.
     *
     * @param query as it was sent, without the question mark
     */
    List<String> values(String query) {
        List<String> values = List.of();
        int start = 0;
        int equals = -1;
        boolean odd = false;
        for (int i = 0; i <= query.length(); i++) {
            char c = i == query.length() ? '&' : query.charAt(i);
            if (c == '&' || c == ';' || c == '?') {
                if (equals >= 0 && isOne(query, start, equals, odd)) {
                    values = with(query.substring(equals + 1, i), values);
                }
                start = i + 1;
                equals = -1;
                odd = false;
            } else if (equals < 0) {
                equals = c == '=' ? i : -1;
                odd |= c == '%' || c == '+' || c == '[';
            }
        }
        return values;
    }

    private static List<String> with(String value, List<String> others) {
        List<String> all = others.isEmpty() ? new ArrayList<>(2) : others;
        all.addAll(List.of(decoded(value).split(",", -1)));
        return all;
    }

    /** Names without anything odd, which are most, are compared where they stand. */
    private boolean isOne(String query, int start, int end, boolean odd) {
        if (odd) {
            return names.contains(plain(decoded(query.substring(start, end))));
        }
        int length = end - start;
        if (length >= Long.SIZE - 1 ? longest < length : (lengths >> length & 1) == 0) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            if (isSpelling(query, start, end, names.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSpelling(String query, int start, int end, String name) {
        if (end - start != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (plain(query.charAt(start + i)) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** PHP takes no notice of blanks in front and ends names at a NUL; brackets behind a name make a list of it. */
    private static String plain(String name) {
        int nul = name.indexOf('\0');
        String bare = (nul < 0 ? name : name.substring(0, nul)).strip();
        int bracket = bare.indexOf('[', 1);
        String whole = bracket < 0 ? bare : bare.substring(0, bracket);
        StringBuilder plain = new StringBuilder(whole.length());
        whole.chars().forEach(character -> plain.append(plain((char) character)));
        return plain.toString();
    }

    private static char plain(char character) {
        return "-_. [".indexOf(character) >= 0 ? '_' : Character.toLowerCase(character);
    }

    /** Until nothing is left to decode, as some gateways decode before they pass on. */
    private static String decoded(String text) {
        String before = text.replace('+', ' ');
        String after = PercentEncoding.decodeLeniently(before);
        while (!after.equals(before)) {
            before = after;
            after = PercentEncoding.decodeLeniently(before);
        }
        return after;
    }

    /** A method as it stands on request lines. */
    static String method(String value) {
        int nul = value.indexOf('\0');
        return (nul < 0 ? value : value.substring(0, nul)).strip().toUpperCase(Locale.ROOT);
    }
}
