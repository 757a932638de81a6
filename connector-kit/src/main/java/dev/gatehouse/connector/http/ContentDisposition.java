package dev.gatehouse.connector.http;

import java.nio.charset.StandardCharsets;

/** The field Content-Disposition (RFC 6266), with names of any characters (RFC 8187). */
final class ContentDisposition {
    private static final String UNESCAPED = "!#$&+-.^_`|~";

    private ContentDisposition() {}

    static String attachment(String name) {
        StringBuilder encoded = new StringBuilder("attachment; filename*=UTF-8''");
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xff);
            boolean plain =
                    character < 128 && (Character.isLetterOrDigit(character) || UNESCAPED.indexOf(character) >= 0);
            encoded.append(plain ? String.valueOf(character) : String.format("%%%02X", each & 0xff));
        }
        return encoded.toString();
    }
}
