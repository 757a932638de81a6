package dev.gatehouse.connector.transfer;

import dev.gatehouse.connector.transfer.TransferException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads a form (RFC 7578, RFC 2046 section 5.1) part by part from a stream, in the memory of one buffer. Used by one
 * thread.
 */
public final class MultipartReader {
    private static final int BUFFER_BYTES = 128 * 1024;
    private static final int MAX_HEAD = 16 * 1024;

    private final InputStream in;
    private final Delimiter delimiter;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int start;
    private int end;

    /** Where the next delimiter begins, or -1 while none is in sight. */
    private int found = -1;

    /** Up to where there is content for sure. */
    private int sure;

    private boolean inPart;
    private boolean finished;

    public MultipartReader(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = new Delimiter(boundary);
        // So that the first delimiter, which may stand at the very beginning, looks like the others.
        buffer[0] = '\r';
        buffer[1] = '\n';
        end = 2;
    }

    /** The next part; none at the end of the form, whose epilogue is read then. */
    public Optional<Part> next() throws IOException {
        if (finished) {
            return Optional.empty();
        }
        skipContent();
        start += delimiter.length();
        found = -1;
        sure = 0;
        if (isLast()) {
            finished = true;
            in.skip(Long.MAX_VALUE);
            return Optional.empty();
        }
        inPart = true;
        return Optional.of(PartHead.read(head()).part(new Content()));
    }

    private void skipContent() throws IOException {
        while (look() > 0) {
            start = sure;
        }
        inPart = false;
    }

    /** Behind a delimiter there are two hyphens where it is the last one, and else the end of the line. */
    private boolean isLast() throws IOException {
        String line =
                new StringBuilder().append((char) one()).append((char) one()).toString();
        if (line.equals("--")) {
            return true;
        }
        while (!line.endsWith("\r\n")) {
            if (!line.isBlank() || line.length() > 100) {
                throw broken("a line that begins with its boundary goes on behind it");
            }
            line += (char) one();
        }
        return false;
    }

    private String head() throws IOException {
        for (int blank = blankLine(); ; blank = blankLine()) {
            if (blank >= 0) {
                String head = new String(buffer, start, blank - start, StandardCharsets.UTF_8);
                start = blank + 4;
                return head;
            }
            if (end - start > MAX_HEAD) {
                throw broken("a part has more than " + MAX_HEAD + " bytes before its content");
            }
            more();
        }
    }

    private int blankLine() {
        for (int at = start; at + 3 < end; at++) {
            if (buffer[at] == '\r' && buffer[at + 1] == '\n' && buffer[at + 2] == '\r' && buffer[at + 3] == '\n') {
                return at;
            }
        }
        return -1;
    }

    private int one() throws IOException {
        while (start == end) {
            more();
        }
        return buffer[start++] & 0xff;
    }

    /** How many bytes of content are in the buffer, after reading more where there are none; 0 at the delimiter. */
    private int look() throws IOException {
        while (found < 0 && sure <= start) {
            found = delimiter.find(buffer, start, end);
            sure = found >= 0 ? found : end - delimiter.length() + 1;
            if (found < 0 && sure <= start) {
                more();
            }
        }
        return sure - start;
    }

    private void more() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
            sure = 0;
        }
        int count = in.read(buffer, end, buffer.length - end);
        if (count < 0) {
            throw broken("it ends before its last boundary");
        }
        end += count;
    }

    private static TransferException broken(String why) {
        return new TransferException(Kind.NOT_A_FORM, why);
    }

    /** The bytes of the current part. */
    private final class Content extends InputStream {
        private boolean over;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, target.length);
            if (length == 0) {
                return 0;
            }
            if (over || !inPart) {
                return -1;
            }
            int content = look();
            if (content == 0) {
                over = true;
                return -1;
            }
            int count = Math.min(length, content);
            System.arraycopy(buffer, start, target, offset, count);
            start += count;
            return count;
        }

        @Override
        public int available() {
            return over || !inPart ? 0 : Math.max(0, sure - start);
        }
    }
}
