package dev.gatehouse.decision;

import dev.gatehouse.decision.SegmentTemplate.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The path of an endpoint with its parameters, as OpenAPI writes it. Two that match the same paths in the same way are
 * equal, whatever their parameters are called. Immutable.
 *
 * @param segments between the slashes; the last is an empty literal where the path ends with a slash
 */
public record PathTemplate(List<SegmentTemplate> segments) {
    /**
     * More specific ones come later, so that of those that match a path no later one is less specific. Equal by this are
     * also different ones, of which neither comes first.
     */
    public static final Comparator<PathTemplate> GENERAL_FIRST = PathTemplate::compareKinds;

    public PathTemplate {
        segments = List.copyOf(segments);
    }

    /**
     * Reads a path. A parameter for all that follows is one only at the end; elsewhere it takes one segment as any other.
     *
     * @param path begins with a slash
     */
    public static PathTemplate of(String path) {
        String[] texts = path.substring(1).split("/", -1);
        List<SegmentTemplate> segments = new ArrayList<>(texts.length);
        for (int i = 0; i < texts.length; i++) {
            SegmentTemplate segment = SegmentTemplate.parse(texts[i]);
            boolean inside = i < texts.length - 1 && segment.kind() == Kind.REST;
            segments.add(inside ? SegmentTemplate.PARAMETER : segment);
        }
        return new PathTemplate(segments);
    }

    PathTemplate folded() {
        return new PathTemplate(segments.stream().map(SegmentTemplate::folded).toList());
    }

    boolean hasCase() {
        return segments.stream().anyMatch(SegmentTemplate::hasCase);
    }

    /** Whether the path ends with a slash, and is more than that. */
    public boolean endsWithSlash() {
        return segments.size() > 1 && segments.get(segments.size() - 1).equals(SegmentTemplate.EMPTY);
    }

    /**
     * Whether this is the better match of a path that both match: nowhere less specific than the other, somewhere more, and
     * without more parameters, as Spring prefers <code>{id}</code> to <code>{name}.{extension}</code>. Of two mixed segments
     * that are not the same, neither is more specific.
     */
    public boolean isMoreSpecificThan(PathTemplate other) {
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
        return more && (endsWithRest() || other.endsWithRest() || parameters() <= other.parameters());
    }

    /** Whether its last segment holds text of its own, beside parameters or without. */
    boolean endsWithText() {
        Kind last = segments.get(segments.size() - 1).kind();
        return last == Kind.LITERAL || last == Kind.MIXED;
    }

    private boolean endsWithRest() {
        return segments.get(segments.size() - 1).kind() == Kind.REST;
    }

    private int parameters() {
        int parameters = 0;
        for (SegmentTemplate segment : segments) {
            parameters += segment.parameters();
        }
        return parameters;
    }

    /** Whether there may be a path that both match; false only where there is none. */
    public boolean overlaps(PathTemplate other) {
        int least = Math.min(segments.size(), other.segments.size());
        for (int i = 0; i < least; i++) {
            SegmentTemplate mine = segments.get(i);
            SegmentTemplate theirs = other.segments.get(i);
            if (!mine.overlaps(theirs)) {
                return false;
            }
            if (mine.kind() == Kind.REST || theirs.kind() == Kind.REST) {
                return true;
            }
        }
        return segments.size() == other.segments.size();
    }

    /** By the first segment of which one is more specific, as that decides where one of the two is the better match. */
    private int compareKinds(PathTemplate other) {
        int most = Math.max(segments.size(), other.segments.size());
        for (int i = 0; i < most; i++) {
            int difference = other.at(i).kind().compareTo(at(i).kind());
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private SegmentTemplate at(int i) {
        return segments.get(Math.min(i, segments.size() - 1));
    }
}
