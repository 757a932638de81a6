package dev.gatehouse.http.syntax;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoded UTF-8 (RFC 3986 section 2.1), read strictly: what is mended here would name something else. Stateless. */
public final class PercentEncoding {
    private PercentEncoding() {}

    /**
     * @param text as it was sent; bytes that should have been encoded stand in it as characters of ISO 8859-1
     * @param plusIsSpace as it is in queries, where forms encode so
     * @throws IllegalArgumentException where it is none
     */
    public static String decode(String text, boolean plusIsSpace) {
        return isPlain(text, plusIsSpace) ? text : decoded(text, plusIsSpace);
    }

    /** Most are. */
    private static boolean isPlain(String text, boolean plusIsSpace) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == '%' || character > 0x7F || (character == '+' && plusIsSpace)) {
                return false;
            }
        }
        return true;
    }

    private static String decoded(String text, boolean plusIsSpace) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == '%') {
                bytes.write(digit(text, at + 1) << 4 | digit(text, at + 2));
                at += 2;
            } else {
                bytes.write(character == '+' && plusIsSpace ? ' ' : character);
            }
        }
        try {
            ByteBuffer encoded = ByteBuffer.wrap(bytes.toByteArray());
            return StandardCharsets.UTF_8.newDecoder().decode(encoded).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("is not UTF-8", e);
        }
    }

    private static int digit(String text, int at) {
        int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        if (digit < 0) {
            throw new IllegalArgumentException("has a % without two digits behind it");
        }
        return digit;
    }
}
