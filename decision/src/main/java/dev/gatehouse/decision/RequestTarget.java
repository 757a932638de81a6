package dev.gatehouse.decision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request target as it was sent (RFC 9112 section 3.2), with every way in which a server could read its path.
 *
 * <p>Most targets can be read in one way only. One with percent-encoding or matrix parameters is read again and again: once
 * and repeatedly decoded, with encoded slashes and backslashes as separators, without matrix parameters, cut at a semicolon
 * or an encoded question mark, and in each combination of these, until nothing new comes out. What no honest client sends is refused at
 * once: dot segments and empty segments in any of these readings, control characters, backslashes, fragments, characters
 * outside ASCII, percent signs that encode nothing, bytes that are not UTF-8.
 *
 * <p>Immutable.
 */
final class RequestTarget {
    /** In characters; what servers take at most by default is about as much. */
    static final int MAX_LENGTH = 8 * 1024;

    private static final int MAX_READINGS = 64;

    private final @Nullable String problem;
    private final List<Reading> readings;
    private final boolean plain;
    private final String query;

    private RequestTarget(@Nullable String problem, List<Reading> readings, boolean plain, String query) {
        this.problem = problem;
        this.readings = readings;
        this.plain = plain;
        this.query = query;
    }

    /** Never fails: what is wrong with it is told by {@link #problem}. */
    static RequestTarget parse(String target) {
        if (target.length() > MAX_LENGTH) {
            return refused("it is longer than " + MAX_LENGTH + " characters");
        }
        int start = pathStart(target);
        if (start < 0) {
            return refused("it is not a path");
        }
        int end = start;
        boolean special = false;
        while (end < target.length() && target.charAt(end) != '?') {
            char c = target.charAt(end);
            if (c <= 0x20 || c >= 0x7F || c == '#' || c == '\\') {
                return refused("it has characters that no path has");
            }
            special |= c == '%' || c == ';';
            end++;
        }
        String query = end < target.length() ? target.substring(end + 1) : "";
        Reading raw = new Reading(segments(target, start, end), !special);
        String problem = raw.problemOfSegments();
        if (problem != null) {
            return refused(problem);
        }
        return special ? withReadings(raw, query) : new RequestTarget(null, List.of(raw), true, query);
    }

    /** Where the path begins; -1 where the target is neither in origin form nor in absolute form. */
    private static int pathStart(String target) {
        if (target.startsWith("/")) {
            return 0;
        }
        int authority = target.regionMatches(true, 0, "http://", 0, 7)
                ? 7
                : target.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
        if (authority < 0) {
            return -1;
        }
        for (int i = authority; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c == '/') {
                return i;
            }
            if (c == '?' || c == '#' || c == '\\' || c == '%') {
                return -1;
            }
        }
        return target.length();
    }

    private static List<String> segments(String target, int start, int end) {
        List<String> segments = new ArrayList<>(8);
        int begin = Math.min(start + 1, end);
        for (int i = begin; i < end; i++) {
            if (target.charAt(i) == '/') {
                segments.add(target.substring(begin, i));
                begin = i + 1;
            }
        }
        segments.add(target.substring(begin, end));
        return segments;
    }

    private static RequestTarget withReadings(Reading raw, String query) {
        List<String> decoded = new ArrayList<>();
        for (String segment : raw.segments()) {
            String text = PercentEncoding.decodeStrictly(segment);
            if (text == null) {
                return refused("its percent-encoding is not that of UTF-8 text");
            }
            decoded.add(text);
        }
        Map<List<String>, Reading> found = new LinkedHashMap<>();
        Deque<Reading> open = new ArrayDeque<>(List.of(new Reading(decoded, true), raw));
        while (!open.isEmpty()) {
            Reading reading = open.removeFirst();
            Reading known = found.get(reading.segments());
            if (known != null && (known.required() || !reading.required())) {
                continue;
            }
            String problem = reading.problem();
            if (problem != null) {
                return refused(problem);
            }
            found.put(reading.segments(), reading);
            if (found.size() > MAX_READINGS) {
                return refused("it can be read in too many ways");
            }
            addNew(reading.decoded(), reading, open);
            addNew(reading.split(), reading, open);
            addNew(reading.withoutParameters(), reading, open);
            addNew(reading.upToSemicolon(), reading, open);
            addNew(reading.withoutQuery(), reading, open);
        }
        return new RequestTarget(null, List.copyOf(found.values()), false, query);
    }

    private static void addNew(Reading next, Reading reading, Deque<Reading> open) {
        if (next != reading) {
            open.add(next);
        }
    }

    private static RequestTarget refused(String problem) {
        return new RequestTarget(problem, List.of(), false, "");
    }

    /** Why it is refused whatever is registered; null where it is not. */
    @Nullable
    String problem() {
        return problem;
    }

    /** The first is the usual one: split at its slashes, each segment decoded once. */
    List<Reading> readings() {
        return readings;
    }

    /** Whether it holds nothing that servers read in different ways. */
    boolean isPlain() {
        return plain;
    }

    /** What follows the question mark, as it was sent; empty where nothing does. */
    String query() {
        return query;
    }
}
