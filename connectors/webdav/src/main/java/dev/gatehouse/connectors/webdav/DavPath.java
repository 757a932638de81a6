package dev.gatehouse.connectors.webdav;

import dev.gatehouse.connector.FilePath;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names as they stand in URLs: percent-encoded UTF-8 (RFC 3986), in whatever normal form they came. Stateless. */
final class DavPath {
    private static final String UNRESERVED = "-._~";
    private static final String DIGITS = "0123456789ABCDEF";

    private DavPath() {}

    /** @param root a URL that ends with a slash */
    static URI under(URI root, FilePath path) {
        StringBuilder text = new StringBuilder(root.toString());
        for (String name : path.names()) {
            encode(name, text);
            text.append('/');
        }
        if (!path.folder()) {
            text.setLength(text.length() - 1);
        }
        return URI.create(text.toString());
    }

    static String encode(String name) {
        StringBuilder text = new StringBuilder();
        encode(name, text);
        return text.toString();
    }

    private static void encode(String name, StringBuilder text) {
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            if (isAlphanumeric(character) || UNRESERVED.indexOf(character) >= 0) {
                text.append(character);
            } else {
                text.append('%').append(DIGITS.charAt(character >> 4)).append(DIGITS.charAt(character & 15));
            }
        }
    }

    private static boolean isAlphanumeric(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9';
    }

    /**
     * The names in a {@code href}, which is a path or a whole URL (RFC 4918, section 8.3). Characters that should have been
     * encoded are taken as they are.
     *
     * @return nothing where a name is not UTF-8
     */
    static Optional<List<String>> names(String href) {
        try {
            List<String> names = new ArrayList<>();
            for (String encoded : pathOf(href.strip()).split("/")) {
                if (!encoded.isEmpty()) {
                    names.add(decode(encoded));
                }
            }
            return Optional.of(names);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String pathOf(String href) {
        int authority = href.indexOf("://");
        if (href.startsWith("/") || authority < 0) {
            return href;
        }
        int path = href.indexOf('/', authority + 3);
        return path < 0 ? "/" : href.substring(path);
    }

    private static String decode(String encoded) throws CharacterCodingException {
        byte[] octets = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(octets.length);
        for (int i = 0; i < octets.length; i++) {
            int value = octets[i] == '%' && i + 2 < octets.length ? value(octets[i + 1], octets[i + 2]) : -1;
            decoded.write(value < 0 ? octets[i] : value);
            i += value < 0 ? 0 : 2;
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(decoded.toByteArray()))
                .toString();
    }

    private static int value(byte high, byte low) {
        int value = Character.digit(high, 16) * 16 + Character.digit(low, 16);
        return Character.digit(high, 16) < 0 || Character.digit(low, 16) < 0 ? -1 : value;
    }
}
