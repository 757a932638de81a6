package dev.gatehouse.api;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Refuses JSON that is not UTF-8 (RFC 8259 section 8.1). The parser by itself takes overlong sequences, and UTF-16 and UTF-32
 * where it believes to see them.
 */
final class Utf8Text {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8Text() {}

    /** @throws ApiException ERR11003 with the place of the first byte that is none of UTF-8, or is NUL */
    static void check(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            checkStrictly(body);
        }
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw error(text.substring(0, nul), "a NUL stands here; send UTF-8");
        }
    }

    /** A replacement character may also have been sent as such. */
    private static void checkStrictly(byte[] body) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer decoded = CharBuffer.allocate(body.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(body), decoded, true);
        if (result.isMalformed()) {
            throw error(decoded.flip().toString(), "the bytes are not UTF-8");
        }
    }

    private static ApiException error(String before, String reason) {
        int line = (int) before.chars().filter(character -> character == '\n').count() + 1;
        int column = before.length() - (before.lastIndexOf('\n') + 1) + 1;
        return ErrorCode.VALIDATOR_SCHEMA_INVALID_JSON.with(line, column, reason);
    }
}
