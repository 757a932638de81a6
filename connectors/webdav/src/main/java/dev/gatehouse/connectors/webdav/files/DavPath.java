package dev.gatehouse.connectors.webdav.files;

import dev.gatehouse.connector.FilePath;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names as they stand in URLs: percent-encoded UTF-8 (RFC 3986), in whatever normal form they came. Stateless. */
final class DavPath {
    private DavPath() {}

    /** @param root a URL that ends with a slash */
    static URI under(URI root, FilePath path) {
        StringBuilder text = new StringBuilder(root.toString());
        for (String name : path.names()) {
            text.append(encode(name)).append('/');
        }
        if (!path.folder()) {
            text.setLength(text.length() - 1);
        }
        return URI.create(text.toString());
    }

    static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
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
