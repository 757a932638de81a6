package dev.gatehouse.decision;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decodes percent-encoded text (RFC 3986 section 2.1). Stateless. */
final class PercentEncoding {
    private PercentEncoding() {}

    /** The decoded text, or null where a triplet is no such thing or the bytes are not UTF-8. */
    static @Nullable String decodeStrictly(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        if (!isWellFormed(text)) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes(text))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** The decoded text; what cannot be decoded stays as it is. */
    static String decodeLeniently(String text) {
        return text.indexOf('%') < 0
                ? text
                : StandardCharsets.UTF_8.decode(bytes(text)).toString();
    }

    /** Whether every percent sign begins a triplet. */
    private static boolean isWellFormed(String text) {
        for (int percent = text.indexOf('%'); percent >= 0; percent = text.indexOf('%', percent + 1)) {
            if (octet(text, percent) < 0) {
                return false;
            }
        }
        return true;
    }

    private static ByteBuffer bytes(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int octet = c == '%' ? octet(text, i) : -1;
            if (octet >= 0) {
                bytes.put((byte) octet);
                i += 2;
            } else if (c < 0x80) {
                bytes.put((byte) c);
            } else {
                int end = Character.isHighSurrogate(c) && i + 1 < text.length() ? i + 2 : i + 1;
                bytes.put(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end - 1;
            }
        }
        return bytes.flip();
    }

    /** The octet of the triplet at this position, or -1 where there is none. */
    private static int octet(String text, int percent) {
        if (percent + 2 >= text.length()) {
            return -1;
        }
        int high = digit(text.charAt(percent + 1));
        int low = digit(text.charAt(percent + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static int digit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
