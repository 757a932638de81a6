package dev.gatehouse.registry.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of an endpoint, such as {@code /v1/orders/{id}}. Immutable.
 *
 * @param path as it is registered
 * @param parts its literals and parameters, in order
 */
record PathTemplate(String path, List<Part> parts) {
    /** More particular ones later: where several match, formats that let the last one decide decide as we do. */
    static final Comparator<PathTemplate> GENERAL_FIRST = PathTemplate::compare;

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\+?)([^/{}+*]+)([+*]?)}");

    /** What a part of a path stands for. */
    enum Kind {
        /** Itself. */
        LITERAL,
        /** Something without a slash. */
        SEGMENT,
        /** All that follows. */
        REST
    }

    /** A part of a path; of a parameter, its name. */
    record Part(Kind kind, String text) {}

    PathTemplate {
        parts = List.copyOf(parts);
    }

    static PathTemplate of(String path) {
        List<Part> parts = new ArrayList<>();
        Matcher parameter = PARAMETER.matcher(path);
        int end = 0;
        while (parameter.find()) {
            literal(parts, path.substring(end, parameter.start()));
            boolean rest = !parameter.group(1).isEmpty() || !parameter.group(3).isEmpty();
            parts.add(
                    new Part(rest && parameter.end() == path.length() ? Kind.REST : Kind.SEGMENT, parameter.group(2)));
            end = parameter.end();
        }
        literal(parts, path.substring(end));
        return new PathTemplate(path, parts);
    }

    private static void literal(List<Part> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(new Part(Kind.LITERAL, text));
        }
    }

    private static int compare(PathTemplate one, PathTemplate other) {
        String[] left = one.path().split("/", -1);
        String[] right = other.path().split("/", -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int difference = Integer.compare(particular(left[i]), particular(right[i]));
            if (difference != 0) {
                return difference;
            }
        }
        return one.path().compareTo(other.path());
    }

    private static int particular(String segment) {
        Matcher parameter = PARAMETER.matcher(segment);
        if (!parameter.find()) {
            return 3;
        }
        boolean whole = parameter.start() == 0 && parameter.end() == segment.length();
        boolean rest = !parameter.group(1).isEmpty() || !parameter.group(3).isEmpty();
        return rest ? 0 : whole ? 1 : 2;
    }
}
