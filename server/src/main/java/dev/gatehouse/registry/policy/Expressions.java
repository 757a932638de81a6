package dev.gatehouse.registry.policy;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.decision.PathTemplate;
import dev.gatehouse.decision.SegmentTemplate;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Path templates as regular expressions that match a whole path, with no room for a line break behind it. Each matches
 * what a decision matches, or less.
 *
 * @param literal writes text that stands for itself
 * @param parameter what a parameter takes: at least one character, and no slash
 * @param character one character of a parameter
 */
record Expressions(UnaryOperator<String> literal, String parameter, String character) {
    /** Of decoded paths, for PCRE that matches octets. */
    static final Expressions OCTETS = new Expressions(Escapes::octets, "[^/]+", "[^/\\x80-\\xbf][\\x80-\\xbf]*");

    /** Of decoded paths, for RE2 and Java, which match characters. */
    static final Expressions CHARACTERS = new Expressions(Escapes::characters, "[^/]+", "[^/]");

    /** Of paths as they are sent: what need not be percent-encoded, is not. */
    static final Expressions SENT = new Expressions(Escapes::sent, "[!-.0->@-~]+", "[!-.0->@-~]");

    /** As {@link #OCTETS}, without regard to case. */
    static final Expressions ANY_CASE = new Expressions(Escapes::anyCase, "[^/]+", "[^/]");

    /** @throws dev.gatehouse.api.ApiException ERR12175 where a segment holds a slash, which no path does */
    String of(PathTemplate path) {
        return "^" + inside(path) + "\\z";
    }

    /** Without what binds it to the whole path. */
    String inside(PathTemplate path) {
        StringBuilder expression = new StringBuilder();
        for (SegmentTemplate segment : path.segments()) {
            expression.append('/').append(segment(segment));
        }
        return expression.toString();
    }

    /**
     * Of paths that careless servers take for one that matches: without regard to a slash at the end, to spaces and dots
     * around segments, and to what looks like extensions, and with parameters that may be nothing.
     */
    String careless(PathTemplate path) {
        StringBuilder expression = new StringBuilder("^");
        List<SegmentTemplate> segments = path.segments();
        int counted = path.endsWithSlash() ? segments.size() - 1 : segments.size();
        for (SegmentTemplate segment : segments.subList(0, counted)) {
            expression.append(careless(segment));
        }
        return expression.append("(?:(?:/\\x20*)?\\x2e[^/]*)?/?\\z").toString();
    }

    private String careless(SegmentTemplate segment) {
        return switch (segment.kind()) {
            case LITERAL -> "/\\x20*" + extended(segment.text()) + "[.\\x20]*";
            case MIXED ->
                "/\\x20*"
                        + segment.pieces().stream()
                                .map(piece -> piece.isEmpty() ? "[^/]*" : extended(piece))
                                .collect(Collectors.joining())
                        + "[.\\x20]*";
            case PARAMETER -> "/[^/]*";
            case REST -> "(?:/[^/]*)*";
        };
    }

    /** With room for further extensions before each one it has. */
    private String extended(String text) {
        return Arrays.stream(text.split("\\.", -1)).map(this::text).collect(Collectors.joining("(?:\\x2e[^/]*)?\\x2e"));
    }

    private String segment(SegmentTemplate segment) {
        return switch (segment.kind()) {
            case LITERAL -> text(segment.text());
            case MIXED -> mixed(segment.pieces());
            case PARAMETER -> parameter;
            case REST -> parameter + "(?:/" + parameter + ")*/?";
        };
    }

    /** Of parameters next to each other, each takes a character at least. */
    private String mixed(List<String> pieces) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            boolean followed = i + 1 < pieces.size() && pieces.get(i + 1).isEmpty();
            boolean takesAll = pieces.get(i).isEmpty() && !followed;
            expression.append(!pieces.get(i).isEmpty() ? text(pieces.get(i)) : takesAll ? parameter : character);
        }
        return expression.toString();
    }

    private String text(String text) {
        if (text.indexOf('/') >= 0) {
            throw ErrorCode.POLICY_NOT_EXPRESSIBLE.with(text, "no segment of a path holds a slash");
        }
        return literal.apply(text);
    }
}
