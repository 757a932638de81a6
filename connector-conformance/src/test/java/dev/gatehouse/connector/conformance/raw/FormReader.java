package dev.gatehouse.connector.conformance.raw;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a body {@code multipart/form-data} part by part, holding a block of it at a time. */
final class FormReader {
    private static final Pattern NAME = Pattern.compile("(?i)[; ]name=\"([^\"]*)\"");
    private static final Pattern FILENAME = Pattern.compile("(?i)[; ]filename=\"?([^\";]*)");

    private final InputStream body;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private boolean ended;

    FormReader(InputStream body, String boundary) {
        this.body = body;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.UTF_8);
        buffer[end++] = '\r';
        buffer[end++] = '\n';
    }

    /** The head of the next part; empty behind the last one. */
    Optional<Head> next() throws IOException {
        content().transferTo(java.io.OutputStream.nullOutputStream());
        start += delimiter.length;
        String line = line();
        if (line.startsWith("--")) {
            body.transferTo(java.io.OutputStream.nullOutputStream());
            return Optional.empty();
        }
        StringBuilder headers = new StringBuilder();
        while (!(line = line()).isEmpty()) {
            headers.append(line).append('\n');
        }
        return Optional.of(new Head(found(NAME, headers).orElse(""), found(FILENAME, headers)));
    }

    /** The content of the part. */
    InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int count) throws IOException {
                if (count == 0) {
                    return 0;
                }
                int available = contentInBuffer(count);
                if (available == 0) {
                    return -1;
                }
                System.arraycopy(buffer, start, bytes, offset, available);
                start += available;
                return available;
            }
        };
    }

    /** How many bytes of content are next in the buffer, at most this many. */
    private int contentInBuffer(int wanted) throws IOException {
        while (end - start < delimiter.length && !ended) {
            fill();
        }
        int found = delimiterFrom(start);
        if (found < 0 && ended) {
            throw new EOFException("the form breaks off");
        }
        int content = found < 0 ? end - start - delimiter.length + 1 : found - start;
        return Math.min(content, wanted);
    }

    private int delimiterFrom(int from) {
        for (int at = from; at <= end - delimiter.length; at++) {
            if (buffer[at] == '\r'
                    && java.util.Arrays.equals(buffer, at, at + delimiter.length, delimiter, 0, delimiter.length)) {
                return at;
            }
        }
        return -1;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (start == end) {
                fill();
            }
            if (start == end) {
                throw new EOFException("the form breaks off");
            }
            byte next = buffer[start++];
            if (next == '\n') {
                return line.toString(StandardCharsets.UTF_8).stripTrailing();
            }
            line.write(next);
        }
    }

    private void fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        int read = body.read(buffer, end, buffer.length - end);
        ended = read < 0;
        end += Math.max(read, 0);
    }

    private static Optional<String> found(Pattern pattern, CharSequence text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /**
     * What is said of a part.
     *
     * @param name the field's name
     * @param filename the name of the file, where there is one
     */
    record Head(String name, Optional<String> filename) {}
}
