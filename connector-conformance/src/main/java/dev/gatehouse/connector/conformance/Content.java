package dev.gatehouse.connector.conformance;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Bytes to be sent, which are read as fast as the connector takes them.
 *
 * @param stream the bytes, from the first
 * @param length how many, or -1 where they are to be sent in chunks
 */
record Content(Supplier<InputStream> stream, long length) {
    static Content of(byte[] bytes) {
        return new Content(() -> new ByteArrayInputStream(bytes), bytes.length);
    }

    static Content of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Content of(GeneratedContent generated) {
        return new Content(generated::stream, generated.length());
    }

    /** The same bytes, by {@code Transfer-Encoding: chunked}. */
    Content inChunks() {
        return new Content(stream, -1);
    }

    BodyPublisher publisher() {
        BodyPublisher bytes = BodyPublishers.ofInputStream(stream);
        if (length == 0) {
            return BodyPublishers.noBody();
        }
        return length < 0 ? bytes : BodyPublishers.fromPublisher(bytes, length);
    }
}
