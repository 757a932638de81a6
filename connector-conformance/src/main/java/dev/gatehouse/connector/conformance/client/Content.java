package dev.gatehouse.connector.conformance.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * Bytes to be sent, which are read as fast as the connector takes them.
 *
 * @param stream the bytes, from the first
 * @param length how many, or -1 where they are to be sent in chunks
 */
public record Content(Supplier<InputStream> stream, long length) {
    /** What is cheaper to send at once. */
    private static final int SMALL = 1 << 14;

    public static Content of(byte[] bytes) {
        return new Content(() -> new ByteArrayInputStream(bytes), bytes.length);
    }

    public static Content of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Content of(GeneratedContent generated) {
        return new Content(generated::stream, generated.length());
    }

    /** The same bytes, by {@code Transfer-Encoding: chunked}. */
    Content inChunks() {
        return new Content(stream, -1);
    }

    /** These, one after the other. */
    static Content joined(List<Content> contents) {
        boolean known = contents.stream().allMatch(content -> content.length() >= 0);
        long sum = contents.stream().mapToLong(Content::length).sum();
        return new Content(
                () -> new SequenceInputStream(Collections.enumeration(
                        contents.stream().map(content -> content.stream().get()).toList())),
                known ? sum : -1);
    }

    private byte[] small() {
        try (InputStream bytes = stream.get()) {
            return bytes.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    BodyPublisher publisher() {
        if (length >= 0 && length <= SMALL) {
            return BodyPublishers.ofByteArray(small());
        }
        BodyPublisher bytes = BodyPublishers.ofInputStream(stream);
        return length < 0 ? bytes : BodyPublishers.fromPublisher(bytes, length);
    }
}
