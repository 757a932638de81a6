package dev.gatehouse.decision;

import dev.gatehouse.decision.SegmentTemplate.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The path of an endpoint with its parameters, as OpenAPI writes it. Immutable.
 *
 * @param endpoint what it belongs to
 * @param segments between the slashes; the last is an empty literal where the path ends with a slash
 */
record PathTemplate(GuardedEndpoint endpoint, List<SegmentTemplate> segments) {
    PathTemplate {
        segments = List.copyOf(segments);
    }

    /** A parameter for all that follows is one only at the end; elsewhere it takes one segment as any other. */
    static PathTemplate of(GuardedEndpoint endpoint) {
        String[] texts = endpoint.path().substring(1).split("/", -1);
        List<SegmentTemplate> segments = new ArrayList<>(texts.length);
        for (int i = 0; i < texts.length; i++) {
            SegmentTemplate segment = SegmentTemplate.parse(texts[i]);
            boolean inside = i < texts.length - 1 && segment.kind() == Kind.REST;
            segments.add(inside ? new SegmentTemplate(Kind.PARAMETER, segment.text(), List.of()) : segment);
        }
        return new PathTemplate(endpoint, segments);
    }

    PathTemplate folded() {
        return new PathTemplate(
                endpoint, segments.stream().map(SegmentTemplate::folded).toList());
    }

    /** The usual answer, when nothing but these templates match. */
    Finding found(List<PathTemplate> best) {
        return new Finding.Found(
                best.size() == 1
                        ? List.of(endpoint)
                        : best.stream().map(PathTemplate::endpoint).toList());
    }

    boolean hasCase() {
        return segments.stream().anyMatch(SegmentTemplate::hasCase);
    }

    boolean endsWithSlash() {
        return segments.size() > 1 && segments.get(segments.size() - 1).text().isEmpty();
    }

    /**
     * Whether this is the better match of a path that both match: nowhere less specific than the other, and somewhere more.
     * Of two mixed segments that are not the same, neither is more specific.
     */
    boolean isMoreSpecificThan(PathTemplate other) {
        int most = Math.max(segments.size(), other.segments.size());
        boolean more = false;
        for (int i = 0; i < most; i++) {
            SegmentTemplate mine = at(i);
            SegmentTemplate theirs = other.at(i);
            int difference = mine.kind().compareTo(theirs.kind());
            boolean incomparable = mine.kind() == Kind.MIXED
                    && theirs.kind() == Kind.MIXED
                    && !mine.pieces().equals(theirs.pieces());
            if (difference > 0 || incomparable) {
                return false;
            }
            more |= difference < 0;
        }
        return more;
    }

    private SegmentTemplate at(int i) {
        return segments.get(Math.min(i, segments.size() - 1));
    }
}
