package dev.gatehouse.decision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What looks like file extensions at the end of a path, which frameworks take for the wanted format or language and take
 * off: the last one, all of them, or those they know, wherever they stand. Immutable.
 */
final class Extensions {
    /** Each one more doubles what a segment can be read as. */
    private static final int MAX_COUNT = 6;

    /** What comes before the first dot in the literal segments that paths can end with. */
    private final Set<String> stems = new HashSet<>();

    private boolean mixed;

    Extensions(Collection<EndpointTemplate> templates) {
        templates.forEach(template -> add(template.path().segments()));
    }

    /** The last segment, and that before it, as a parameter for the rest or a slash at the end may be nothing to a server. */
    private void add(List<SegmentTemplate> segments) {
        for (int i = Math.max(0, segments.size() - 2); i < segments.size(); i++) {
            SegmentTemplate segment = segments.get(i);
            mixed |= segment.kind() == SegmentTemplate.Kind.MIXED;
            if (segment.kind() == SegmentTemplate.Kind.LITERAL) {
                stems.add(stem(segment.text()));
            }
        }
    }

    /** Whether a path that ends with that segment could be taken for another endpoint's without its extensions. */
    boolean matter(String last) {
        int dot = last.indexOf('.');
        return dot >= 0 && (mixed || dot == 0 || last.charAt(0) == ' ' || stems.contains(stem(last)));
    }

    private static String stem(String text) {
        int dot = text.indexOf('.');
        return Letters.fold((dot < 0 ? text : text.substring(0, dot)).strip());
    }

    /** The segment without any one or several of its extensions; null where there are too many of them. */
    static @Nullable List<String> without(String last) {
        String[] parts = last.split("\\.", -1);
        int count = parts.length - 1;
        if (count > MAX_COUNT) {
            return null;
        }
        List<String> others = new ArrayList<>((1 << count) - 1);
        for (int kept = 0; kept < (1 << count) - 1; kept++) {
            StringBuilder other = new StringBuilder(parts[0]);
            for (int i = 0; i < count; i++) {
                if ((kept >> i & 1) == 1) {
                    other.append('.').append(parts[i + 1]);
                }
            }
            others.add(other.toString());
        }
        return others;
    }
}
