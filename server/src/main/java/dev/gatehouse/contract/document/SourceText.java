package dev.gatehouse.contract.document;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** A document's bytes, known to be UTF-8 (with or without a byte order mark) and not too many. Immutable. */
public final class SourceText {
    /** The most bytes a document may have: 32 MiB. */
    public static final int MAX_BYTES = 32 * 1024 * 1024;

    private static final int CHUNK = 8192;

    private final byte[] bytes;
    private final int start;

    private SourceText(byte[] bytes, int start) {
        this.bytes = bytes;
        this.start = start;
    }

    /** Takes the bytes, which the caller must not change afterwards; ERR12103 where they are too many or not UTF-8. */
    public static SourceText of(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw Unreadable.at(1, 1, "it has %,d bytes; the most is %,d".formatted(bytes.length, MAX_BYTES));
        }
        SourceText text = new SourceText(bytes, hasByteOrderMark(bytes) ? 3 : 0);
        text.requireUtf8();
        return text;
    }

    /** How many bytes there are. */
    int length() {
        return bytes.length;
    }

    /** The characters from the beginning, without the byte order mark. */
    public Reader reader() {
        return new InputStreamReader(
                new ByteArrayInputStream(bytes, start, bytes.length - start), StandardCharsets.UTF_8);
    }

    /** All characters, without the byte order mark. */
    public String text() {
        return head(bytes.length);
    }

    /** Whether it is read as JSON: its first character that is not blank opens an object. */
    public boolean isJson() {
        int index = start;
        while (index < bytes.length && " \t\r\n".indexOf(bytes[index]) >= 0) {
            index++;
        }
        return index < bytes.length && bytes[index] == '{';
    }

    /** What it is stored and served as, unless it has a syntax of its own. */
    public String mediaType() {
        return isJson() ? "application/json" : "application/yaml";
    }

    /** The beginning of the text, at most about that many characters; a character cut in two shows as U+FFFD. */
    public String head(int characters) {
        return new String(bytes, start, Math.min(characters, bytes.length - start), StandardCharsets.UTF_8);
    }

    private static boolean hasByteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    private void requireUtf8() {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer input = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer output = CharBuffer.allocate(CHUNK);
        CoderResult result;
        do {
            output.clear();
            result = decoder.decode(input, output, true);
        } while (result.isOverflow());
        if (result.isError()) {
            throw notUtf8(input.position());
        }
    }

    private RuntimeException notUtf8(int position) {
        int line = 1;
        int column = 1;
        for (int index = start; index < position; index++) {
            boolean continuation = (bytes[index] & 0xC0) == 0x80;
            column = bytes[index] == '\n' ? 1 : continuation ? column : column + 1;
            line = bytes[index] == '\n' ? line + 1 : line;
        }
        return Unreadable.at(
                line, column, "byte 0x%02X is not UTF-8; save the document as UTF-8".formatted(bytes[position]));
    }
}
