package dev.gatehouse.registry.policy;

import dev.gatehouse.decision.PathTemplate;
import dev.gatehouse.decision.SegmentTemplate;
import dev.gatehouse.decision.SegmentTemplate.Kind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a decision asks several endpoints, and a format in which one path decides would ask one of them: paths that two
 * templates match of which neither is more specific, and paths that careless servers take for others. Stateless.
 */
final class Conflicts {
    private Conflicts() {}

    /**
     * Methods with which paths that both match must not pass, as what the one that decides wants is not all that the other
     * wants.
     */
    static Set<String> methods(Paths.Path deciding, Paths.Path asked) {
        boolean both = !deciding.template().isMoreSpecificThan(asked.template()) || isSentEncoded(deciding.template());
        return both && deciding.template().overlaps(asked.template()) ? looser(deciding, asked) : Set.of();
    }

    /** The same where a server has to be careless to take a path that the first matches for one that the other matches. */
    static Set<String> carelessMethods(Paths.Path deciding, Paths.Path asked) {
        boolean ignored = deciding.template().isMoreSpecificThan(asked.template());
        return !ignored && overlapCarelessly(deciding.template(), asked.template())
                ? looser(deciding, asked)
                : Set.of();
    }

    private static Set<String> looser(Paths.Path deciding, Paths.Path asked) {
        return deciding.methods().stream()
                .filter(method -> {
                    Optional<Rule> other = asked.rule(method);
                    return other.isPresent()
                            && !deciding.rule(method).orElseThrow().implies(other.get());
                })
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether some of its text is percent-encoded in every request; then its parameters also match that as it is sent. */
    private static boolean isSentEncoded(PathTemplate template) {
        return template.segments().stream()
                .anyMatch(segment -> isSentEncoded(segment.text())
                        || segment.pieces().stream().anyMatch(Conflicts::isSentEncoded));
    }

    private static boolean isSentEncoded(String text) {
        return !text.chars().allMatch(Escapes::isSentAsItIs);
    }

    /** May say yes where the expression of {@link Expressions#careless} then matches nothing. */
    private static boolean overlapCarelessly(PathTemplate one, PathTemplate other) {
        List<SegmentTemplate> left = withoutSlash(one);
        List<SegmentTemplate> right = withoutSlash(other);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            SegmentTemplate mine = left.get(i);
            SegmentTemplate theirs = right.get(i);
            boolean last = i >= right.size() - 2;
            if (mine.kind() == Kind.LITERAL
                    && theirs.kind() == Kind.LITERAL
                    && !mayBeTaken(mine.text(), last ? stem(theirs.text()) : theirs.text())) {
                return false;
            }
            if (mine.kind() == Kind.REST || theirs.kind() == Kind.REST) {
                return true;
            }
        }
        return left.size() == right.size()
                || left.size() == right.size() + 1 && mayBeExtension(left.getLast())
                || left.size() < right.size()
                        && right.subList(left.size(), right.size()).stream().allMatch(Conflicts::mayBeNothing);
    }

    private static boolean mayBeExtension(SegmentTemplate segment) {
        return segment.kind() == Kind.LITERAL ? segment.text().strip().startsWith(".") : true;
    }

    /** To some servers, behind a slash or without one. */
    private static boolean mayBeNothing(SegmentTemplate segment) {
        return segment.kind() != Kind.LITERAL;
    }

    private static String stem(String text) {
        int dot = text.indexOf('.');
        return dot < 0 ? text : text.substring(0, dot);
    }

    private static List<SegmentTemplate> withoutSlash(PathTemplate template) {
        List<SegmentTemplate> segments = template.segments();
        return template.endsWithSlash() ? segments.subList(0, segments.size() - 1) : segments;
    }

    private static boolean mayBeTaken(String text, String other) {
        boolean ascii = (text + other).chars().allMatch(character -> character < 0x80);
        return !ascii || plain(text).startsWith(plain(other));
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
