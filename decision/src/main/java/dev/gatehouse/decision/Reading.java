package dev.gatehouse.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One way to read a request target's path. Immutable; what a change leaves as it was is the same object.
 *
 * @param segments between the slashes; the last is empty where the path ends with a slash
 * @param required whether it has to lead to a registered endpoint; one that need not is that of a server that does not
 *     decode at all, which counts only where it leads somewhere
 */
record Reading(List<String> segments, boolean required) {
    /** Why no server should be asked with it; null where there is nothing against it. */
    @Nullable
    String problem() {
        String problem = problemOfSegments();
        return problem == null && hasControl() ? "it has control characters" : problem;
    }

    /** The same where it is known to have no control characters. */
    @Nullable
    String problemOfSegments() {
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.isEmpty() && i < segments.size() - 1) {
                return "it has an empty segment";
            }
            if (isDots(segment)) {
                return "it has a dot segment";
            }
        }
        return null;
    }

    private boolean hasControl() {
        for (String segment : segments) {
            for (int i = 0; i < segment.length(); i++) {
                if (Character.isISOControl(segment.charAt(i))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isDots(String segment) {
        if (segment.isEmpty() || (segment.charAt(0) != '.' && segment.charAt(0) != ' ')) {
            return false;
        }
        String bare = segment.strip();
        return bare.equals(".") || bare.equals("..");
    }

    /** Percent-decoded once more; what cannot be decoded stays. */
    Reading decoded() {
        return each(PercentEncoding::decodeLeniently, true);
    }

    /** With slashes and backslashes within segments taken for what separates segments. */
    Reading split() {
        for (String segment : segments) {
            if (segment.indexOf('/') >= 0 || segment.indexOf('\\') >= 0) {
                List<String> parts = new ArrayList<>();
                segments.forEach(each -> parts.addAll(List.of(each.split("[/\\\\]", -1))));
                return new Reading(parts, required);
            }
        }
        return this;
    }

    /** Without matrix parameters (RFC 3986 section 3.3). */
    Reading withoutParameters() {
        return each(segment -> before(segment, segment.indexOf(';')), required);
    }

    /** Up to an encoded question mark or number sign, for servers that look for the query after decoding. */
    Reading withoutQuery() {
        return upTo("?#");
    }

    /** Up to the first semicolon, for servers to which the query begins there. */
    Reading upToSemicolon() {
        return upTo(";");
    }

    private Reading upTo(String ends) {
        for (int i = 0; i < segments.size(); i++) {
            int end = firstOf(segments.get(i), ends);
            if (end >= 0) {
                List<String> kept = new ArrayList<>(segments.subList(0, i));
                kept.add(segments.get(i).substring(0, end));
                return new Reading(kept, required);
            }
        }
        return this;
    }

    /** What servers that end the path early take for the query, segments separated by ampersands; empty where none would. */
    String behind() {
        for (int i = 0; i < segments.size(); i++) {
            int end = firstOf(segments.get(i), "?;");
            if (end >= 0) {
                List<String> rest = new ArrayList<>(segments.subList(i, segments.size()));
                rest.set(0, rest.get(0).substring(end + 1));
                return String.join("&", rest);
            }
        }
        return "";
    }

    /** Without the spaces around segments and the dots behind them, as Windows names files. */
    Reading trimmed() {
        return each(Reading::trim, required);
    }

    /** Also where the path is nothing but a slash. */
    boolean endsWithSlash() {
        return last().isEmpty();
    }

    String last() {
        return segments.get(segments.size() - 1);
    }

    /** With another last segment. */
    Reading withLast(String last) {
        List<String> changed = new ArrayList<>(segments);
        changed.set(changed.size() - 1, last);
        return new Reading(changed, required);
    }

    /** With a slash at the end where it has none, and without where it has one. */
    Reading withOtherEnding() {
        List<String> changed = new ArrayList<>(segments);
        if (endsWithSlash()) {
            changed.remove(changed.size() - 1);
        } else {
            changed.add("");
        }
        return new Reading(changed, required);
    }

    Reading folded() {
        return each(Letters::fold, required);
    }

    private static String trim(String segment) {
        int end = segment.length();
        while (end > 0 && (segment.charAt(end - 1) == '.' || segment.charAt(end - 1) == ' ')) {
            end--;
        }
        return segment.substring(0, end).stripLeading();
    }

    private static int firstOf(String segment, String characters) {
        for (int i = 0; i < segment.length(); i++) {
            if (characters.indexOf(segment.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static String before(String text, int end) {
        return end < 0 ? text : text.substring(0, end);
    }

    /** This reading itself where nothing changes. */
    private Reading each(UnaryOperator<String> change, boolean required) {
        List<String> changed = null;
        for (int i = 0; i < segments.size(); i++) {
            String before = segments.get(i);
            String after = change.apply(before);
            if (changed == null && !after.equals(before)) {
                changed = new ArrayList<>(segments);
            }
            if (changed != null) {
                changed.set(i, after);
            }
        }
        return changed == null && required == this.required
                ? this
                : new Reading(changed == null ? segments : changed, required);
    }
}
