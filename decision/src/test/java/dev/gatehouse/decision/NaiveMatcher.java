package dev.gatehouse.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Matches templates one after the other with regular expressions: slow, and easy to believe. */
final class NaiveMatcher {
    private static final Pattern PARAMETER = Pattern.compile("\\{\\w+}");
    private static final String REST = "/{rest+}";

    private final List<Template> templates = new ArrayList<>();
    private final boolean ignoringCase;
    private final boolean takingNothing;

    private record Template(String name, List<String> segments, Pattern pattern) {
        /** 0 for a literal, 1 for a mixed segment, 2 for a parameter, 3 for one that takes the rest. */
        int kind(int segment) {
            String text = at(segment);
            int ofParameter = text.matches("\\{\\w+}") ? 2 : 1;
            return !text.contains("{") ? 0 : text.contains("+}") ? 3 : ofParameter;
        }

        String at(int segment) {
            return segments.get(Math.min(segment, segments.size() - 1));
        }

        boolean beats(Template other) {
            boolean somewhere = false;
            for (int i = 0; i < Math.max(segments.size(), other.segments.size()); i++) {
                boolean differentMixed =
                        kind(i) == 1 && other.kind(i) == 1 && !shape(at(i)).equals(shape(other.at(i)));
                if (kind(i) > other.kind(i) || differentMixed) {
                    return false;
                }
                somewhere |= kind(i) < other.kind(i);
            }
            boolean rest = name.contains(REST) || other.name.contains(REST);
            return somewhere && (rest || parameters() <= other.parameters());
        }

        private long parameters() {
            return name.chars().filter(character -> character == '{').count();
        }

        private static String shape(String segment) {
            return segment.replaceAll("\\{\\w+}", "{}");
        }
    }

    /** @param takingNothing whether a parameter may be empty, and one for the rest nothing */
    NaiveMatcher(Set<String> names, boolean ignoringCase, boolean takingNothing) {
        this.ignoringCase = ignoringCase;
        this.takingNothing = takingNothing;
        names.forEach(this::add);
    }

    private void add(String name) {
        String path = name.substring(0, name.lastIndexOf('@'));
        String before = path.endsWith(REST) ? path.substring(0, path.length() - REST.length()) : path;
        String expression = PARAMETER
                .splitAsStream(before + "\0")
                .map(Pattern::quote)
                .collect(Collectors.joining(takingNothing ? "[^/]*" : "[^/]+"))
                .replace("\0", "");
        String rest = takingNothing ? "(?:/.*)?" : "/[^/]+(?:/.*)?";
        int flags = Pattern.DOTALL | (ignoringCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
        templates.add(new Template(
                name,
                List.of(path.split("/", -1)),
                Pattern.compile(path.endsWith(REST) ? expression + rest : expression, flags)));
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
