package dev.gatehouse.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Matches templates one after the other with regular expressions: slow, and easy to believe. */
final class NaiveMatcher {
    private final List<Template> templates = new ArrayList<>();
    private final boolean ignoringCase;

    private record Template(String name, List<String> segments, Pattern pattern) {
        /** 0 for a literal, 1 for a mixed segment, 2 for a parameter. */
        int kind(int segment) {
            String text = segments.get(segment);
            return !text.contains("{") ? 0 : text.matches("\\{\\w+}") ? 2 : 1;
        }

        boolean beats(Template other) {
            boolean somewhere = false;
            for (int i = 0; i < segments.size(); i++) {
                boolean differentMixed = kind(i) == 1
                        && other.kind(i) == 1
                        && !shape(segments.get(i)).equals(shape(other.segments.get(i)));
                if (kind(i) > other.kind(i) || differentMixed) {
                    return false;
                }
                somewhere |= kind(i) < other.kind(i);
            }
            return somewhere;
        }

        private static String shape(String segment) {
            return segment.replaceAll("\\{\\w+}", "{}");
        }
    }

    NaiveMatcher(Set<String> names, boolean ignoringCase) {
        this.ignoringCase = ignoringCase;
        names.forEach(this::add);
    }

    private void add(String name) {
        String path = name.substring(0, name.lastIndexOf('@'));
        String expression = Pattern.compile("\\{\\w+}")
                .splitAsStream(path + "\0")
                .map(Pattern::quote)
                .collect(Collectors.joining("[^/]+"))
                .replace("\0", "");
        int flags = Pattern.DOTALL | (ignoringCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
        templates.add(new Template(name, List.of(path.split("/", -1)), Pattern.compile(expression, flags)));
    }

    /** The names of those that match and that no other beats. */
    Set<String> best(String path) {
        List<Template> matching = templates.stream()
                .filter(template -> template.pattern().matcher(path).matches())
                .toList();
        return matching.stream()
                .filter(one -> matching.stream().noneMatch(other -> other.beats(one)))
                .map(Template::name)
                .collect(Collectors.toSet());
    }
}
