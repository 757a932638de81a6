package dev.gatehouse.decision;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A server behind a gateway, with its own idea of what a path means: a sequence of steps that real servers take.
 *
 * @param mayLeadNowhere whether it treats as different what most servers do not tell apart, so that nobody minds where it
 *     finds nothing
 */
record Upstream(String name, List<UnaryOperator<String>> steps, boolean mayLeadNowhere, boolean ignoresCase) {
    private static final UnaryOperator<String> DECODE = Upstream::decode;
    private static final UnaryOperator<String> STRIP = path -> path.replaceAll(";[^/]*", "");
    private static final UnaryOperator<String> BACKSLASH = path -> path.replace('\\', '/');
    private static final UnaryOperator<String> MERGE = path -> path.replaceAll("/+", "/");
    private static final UnaryOperator<String> CUT = path -> path.replaceAll("(?s)[?#].*", "");
    private static final UnaryOperator<String> END = path -> path.replaceAll("(?s);.*", "");
    private static final UnaryOperator<String> EXTENSION = path -> path.replaceAll("\\.[^/.]*(/?)$", "$1");
    private static final UnaryOperator<String> EXTENSIONS = path -> path.replaceAll("\\.[^/]*(/?)$", "$1");
    private static final UnaryOperator<String> RESOLVE = Upstream::resolve;
    private static final UnaryOperator<String> NO_END = path -> path.replaceAll("(.)/$", "$1");

    static List<Upstream> all() {
        List<Upstream> all = new ArrayList<>();
        for (int choice = 0; choice < 1 << 8; choice++) {
            List<UnaryOperator<String>> steps = new ArrayList<>();
            add(steps, choice, 0, STRIP);
            add(steps, choice, 1, RESOLVE);
            steps.add(DECODE);
            add(steps, choice, 2, STRIP);
            add(steps, choice, 3, DECODE);
            add(steps, choice, 4, BACKSLASH);
            add(steps, choice, 5, MERGE);
            add(steps, choice, 6, RESOLVE);
            add(steps, choice, 7, CUT);
            String name = "decoding " + Integer.toBinaryString(choice);
            all.add(new Upstream(name, steps, false, false));
            all.add(new Upstream(name + ", ignoring case", steps, true, true));
            all.add(new Upstream(name + ", ignoring the last slash", and(steps, NO_END), true, false));
        }
        for (int choice = 0; choice < 1 << 5; choice++) {
            List<UnaryOperator<String>> steps = new ArrayList<>();
            add(steps, choice, 0, END);
            steps.add(DECODE);
            add(steps, choice, 1, DECODE);
            add(steps, choice, 2, END);
            add(steps, choice, 3, NO_END);
            String name = "ending the path early " + Integer.toBinaryString(choice);
            all.add(new Upstream(name, steps, (choice & 8) != 0, false));
            List<UnaryOperator<String>> bare = and(steps, (choice & 16) == 0 ? EXTENSION : EXTENSIONS);
            all.add(new Upstream(name + ", ignoring extensions", and(bare, NO_END), true, true));
        }
        all.add(new Upstream("raw", List.of(), true, false));
        all.add(new Upstream("raw, stripping", List.of(STRIP), true, false));
        return all;
    }

    private static void add(List<UnaryOperator<String>> steps, int choice, int bit, UnaryOperator<String> step) {
        if ((choice >> bit & 1) == 1) {
            steps.add(step);
        }
    }

    private static List<UnaryOperator<String>> and(List<UnaryOperator<String>> steps, UnaryOperator<String> last) {
        return Stream.concat(steps.stream(), Stream.of(last)).toList();
    }

    /** The path it looks for in its own routes. */
    String read(String target) {
        String path = target.split("\\?", 2)[0];
        for (UnaryOperator<String> step : steps) {
            path = step.apply(path);
        }
        return ignoresCase ? path.toLowerCase(Locale.ROOT) : path;
    }

    private static String decode(String path) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        byte[] decoded = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%' && path(bytes, i).matches("%[0-9A-Fa-f]{2}")) {
                decoded[length++] = (byte) Integer.parseInt(path(bytes, i).substring(1), 16);
                i += 2;
            } else {
                decoded[length++] = bytes[i];
            }
        }
        return new String(decoded, 0, length, StandardCharsets.UTF_8);
    }

    private static String path(byte[] bytes, int at) {
        return new String(bytes, at, Math.min(3, bytes.length - at), StandardCharsets.ISO_8859_1);
    }

    private static String resolve(String path) {
        Deque<String> resolved = new ArrayDeque<>();
        String[] segments = path.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            boolean dots = segments[i].equals(".") || segments[i].equals("..");
            if (segments[i].equals("..")) {
                resolved.pollLast();
            } else if (!dots) {
                resolved.addLast(segments[i]);
            }
            if (dots && i == segments.length - 1) {
                resolved.addLast("");
            }
        }
        return "/" + String.join("/", resolved);
    }

    @Override
    public String toString() {
        return name;
    }
}
