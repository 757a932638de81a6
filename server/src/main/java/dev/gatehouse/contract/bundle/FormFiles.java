package dev.gatehouse.contract.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the files of a multipart body (RFC 2046, section 5.1; RFC 7578). A file's path is the name of its part where that ends
 * as a file does, since senders cut folders off file names, else its file name. Stateless.
 */
public final class FormFiles {
    private static final int MAX_HEAD = 8192;
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary=(?:\"([^\"\\r\\n]{1,200})\"|([^\\s;\"]{1,200}))");
    private static final Pattern DISPOSITION = Pattern.compile("(?im)^content-disposition:(.*)$");
    private static final Pattern NAME = parameter("name");
    private static final Pattern FILE_NAME = parameter("filename");
    private static final byte[] LINE = {'\r', '\n'};
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    private FormFiles() {}

    private static Pattern parameter(String name) {
        return Pattern.compile("(?i);\\s*" + name + "=(?:\"((?:\\\\.|[^\"\\\\])*)\"|([^\\s;\"]+))");
    }

    /** Whether the content type is that of a multipart body. */
    public static boolean isForm(String contentType) {
        return contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /** The boundary that the content type of a multipart body names; ERR12103 where it names none. */
    public static String boundary(String contentType) {
        return group(BOUNDARY, contentType).orElseThrow(() -> broken("its content type names no boundary"));
    }

    private static Optional<String> group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find()
                ? Optional.of(
                        matcher.group(1) != null ? matcher.group(1).replaceAll("\\\\(.)", "$1") : matcher.group(2))
                : Optional.empty();
    }

    /** @throws dev.gatehouse.api.ApiException ERR12103 where it is broken, too large, or has paths that lead elsewhere */
    public static DocumentFiles of(byte[] body, String boundary) {
        DocumentFiles files = new DocumentFiles();
        byte[] first = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
        byte[] next = ("\r\n--" + boundary).getBytes(StandardCharsets.UTF_8);
        int at = startsWith(body, 0, first) ? first.length : after(body, 0, next);
        while (!startsWith(body, at, "--".getBytes(StandardCharsets.UTF_8))) {
            int start = after(body, at, LINE) - LINE.length;
            int content = after(body, start, HEAD_END);
            int end = after(body, content - LINE.length, next) - next.length;
            if (content - start > MAX_HEAD || content > end + LINE.length) {
                throw broken("a part's head is too long");
            }
            add(body, new int[] {start, content, Math.max(end, content)}, files);
            at = end + next.length;
        }
        return files;
    }

    private static void add(byte[] body, int[] place, DocumentFiles files) {
        files.count();
        files.countBytes(place[2] - place[1]);
        String head = new String(body, place[0], place[1] - place[0], StandardCharsets.UTF_8);
        String disposition = group(head);
        Optional<String> name = group(NAME, disposition).filter(DocumentFiles::isDocument);
        name.or(() -> group(FILE_NAME, disposition).filter(DocumentFiles::isDocument))
                .ifPresent(path -> files.add(path, Arrays.copyOfRange(body, place[1], place[2])));
    }

    private static String group(String head) {
        Matcher matcher = DISPOSITION.matcher(head);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static boolean startsWith(byte[] body, int at, byte[] what) {
        return at + what.length <= body.length && Arrays.equals(body, at, at + what.length, what, 0, what.length);
    }

    /** Where what is looked for ends; ERR12103 where it does not come. */
    private static int after(byte[] body, int from, byte[] what) {
        for (int at = Math.max(from, 0); at + what.length <= body.length; at++) {
            if (body[at] == what[0] && startsWith(body, at, what)) {
                return at + what.length;
            }
        }
        throw broken("it ends in the middle of a part");
    }

    private static RuntimeException broken(String reason) {
        return DocumentFiles.problem("the multipart body cannot be read: " + reason);
    }
}
