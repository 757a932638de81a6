package dev.gatehouse.http.syntax;

import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** A header field of an answer. Immutable. */
public final class HeaderField {
    private final CharSequence name;
    private final CharSequence value;

    private HeaderField(CharSequence name, CharSequence value) {
        this.name = name;
        this.value = value;
    }

    public static HeaderField of(String name, String value) {
        return new HeaderField(name, value);
    }

    /** One whose name is written with many answers. */
    public static HeaderField of(FieldName name, String value) {
        return new HeaderField(name.optimized(), value);
    }

    /** One that is written with many answers, in the form that costs least to check and to copy. */
    public static HeaderField prepared(FieldName name, String value) {
        return new HeaderField(name.optimized(), HttpHeaders.createOptimized(value));
    }

    /** Percent-encoded as far as a field value (RFC 9110 section 5.5) needs it, in UTF-8; so is the percent sign itself. */
    public static String encoded(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isFieldCharacter(text.charAt(i))) {
                return percentEncoded(text);
            }
        }
        return text;
    }

    public CharSequence name() {
        return name;
    }

    public CharSequence value() {
        return value;
    }

    private static String percentEncoded(String text) {
        StringBuilder value = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isFieldCharacter((char) (octet & 0xFF))) {
                value.append((char) octet);
            } else {
                value.append('%').append("%02X".formatted(octet & 0xFF));
            }
        }
        return value.toString();
    }

    private static boolean isFieldCharacter(char c) {
        return c > 0x20 && c < 0x7F && c != '%';
    }
}
