package dev.gatehouse.decision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One segment of a path template: a literal, a parameter, both mixed as in <code>{id}:cancel</code>, or, at a template's
 * end, a parameter for all that follows, as in <code>{path+}</code>, <code>{+path}</code> and <code>{path*}</code>.
 * Immutable.
 *
 * @param kind how specific it is
 * @param text a literal's percent-decoded text; empty for anything else
 * @param pieces of a mixed segment: literal texts, and empty strings for parameters
 */
public record SegmentTemplate(Kind kind, String text, List<String> pieces) {
    static final SegmentTemplate EMPTY = new SegmentTemplate(Kind.LITERAL, "", List.of());
    static final SegmentTemplate PARAMETER = new SegmentTemplate(Kind.PARAMETER, "", List.of());
    static final SegmentTemplate REST = new SegmentTemplate(Kind.REST, "", List.of());

    /** The most specific first. */
    public enum Kind {
        /** Itself. */
        LITERAL,
        /** Literal text and parameters, each of at least one character. */
        MIXED,
        /** Any text, but not none. */
        PARAMETER,
        /** At the end: at least one segment, of which the first is not empty. */
        REST
    }

    public SegmentTemplate {
        pieces = List.copyOf(pieces);
    }

    static SegmentTemplate parse(String text) {
        List<String> pieces = pieces(text);
        if (!pieces.contains("")) {
            return new SegmentTemplate(Kind.LITERAL, PercentEncoding.decodeLeniently(text), List.of());
        }
        if (pieces.size() > 1) {
            return new SegmentTemplate(Kind.MIXED, "", pieces);
        }
        boolean rest = text.startsWith("{+") || text.endsWith("+}") || text.endsWith("*}");
        return rest ? REST : PARAMETER;
    }

    /** A brace without its partner is a literal character. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int done = 0;
        while (done < text.length()) {
            int open = text.indexOf('{', done);
            int close = open < 0 ? -1 : text.indexOf('}', open + 1);
            if (close < 0) {
                pieces.add(PercentEncoding.decodeLeniently(text.substring(done)));
                return pieces;
            }
            if (open > done) {
                pieces.add(PercentEncoding.decodeLeniently(text.substring(done, open)));
            }
            pieces.add("");
            done = close + 1;
        }
        return pieces;
    }

    /** The same with its literal text in lower case. */
    SegmentTemplate folded() {
        return switch (kind) {
            case LITERAL -> new SegmentTemplate(kind, Letters.fold(text), pieces);
            case MIXED ->
                new SegmentTemplate(
                        kind, text, pieces.stream().map(Letters::fold).toList());
            case PARAMETER, REST -> this;
        };
    }

    /** Whether upper and lower case make a difference to it. */
    boolean hasCase() {
        return !folded().equals(this);
    }

    /** The literal text a mixed segment ends with; empty where it ends with a parameter. */
    String suffix() {
        return pieces.get(pieces.size() - 1);
    }

    int parameters() {
        return switch (kind) {
            case LITERAL -> 0;
            case MIXED -> Collections.frequency(pieces, "");
            case PARAMETER, REST -> 1;
        };
    }

    /** Whether there may be a text that both match; false only where there is none. */
    boolean overlaps(SegmentTemplate other) {
        if (kind == Kind.LITERAL && other.kind == Kind.LITERAL) {
            return text.equals(other.text);
        }
        if (kind == Kind.LITERAL) {
            return !text.isEmpty() && (other.kind != Kind.MIXED || other.matches(text));
        }
        return other.kind != Kind.LITERAL || other.overlaps(this);
    }

    /** Whether a mixed segment matches; each of its parameters takes at least one character. */
    boolean matches(String segment) {
        return matches(segment, 1);
    }

    /** The same for servers to which a parameter may be nothing. */
    boolean matchesCarelessly(String segment) {
        return matches(segment, 0);
    }

    /** @param least how many characters each parameter takes */
    private boolean matches(String segment, int least) {
        int position = 0;
        int gap = 0;
        for (int i = 0; i < pieces.size(); i++) {
            String piece = pieces.get(i);
            if (piece.isEmpty()) {
                gap++;
                continue;
            }
            boolean last = i == pieces.size() - 1;
            int room = gap * least;
            int at = gap == 0
                    ? segment.startsWith(piece, position) ? position : -1
                    : last
                            ? segment.endsWith(piece) ? segment.length() - piece.length() : -1
                            : segment.indexOf(piece, position + room);
            if (at < position + room) {
                return false;
            }
            position = at + piece.length();
            gap = 0;
        }
        return gap == 0 ? position == segment.length() : segment.length() - position >= gap * least;
    }
}
