package dev.gatehouse.connector;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ReadableByteChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Bytes on their way from or to a third-party service; read once, by one thread.
 *
 * @param stream the bytes, closed by whoever was given them; where it is a {@link ReadableByteChannel} too, the kit reads
 *     it as one, which spares large files two copies in memory
 * @param length how many bytes there are, where that is known before they were read
 * @param mediaType what they are, such as {@code text/plain}, where somebody said so
 */
public record FileContent(InputStream stream, OptionalLong length, Optional<String> mediaType)
        implements AutoCloseable {
    public FileContent {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(length, "length");
        Objects.requireNonNull(mediaType, "mediaType");
    }

    /** Bytes of unknown length and type. */
    public static FileContent of(InputStream stream) {
        return new FileContent(stream, OptionalLong.empty(), Optional.empty());
    }

    /** So many bytes of unknown type. */
    public static FileContent of(InputStream stream, long length) {
        return new FileContent(stream, OptionalLong.of(length), Optional.empty());
    }

    /** So many bytes of unknown type, from a blocking channel, which the kit reads with fewer copies than a stream. */
    public static FileContent of(ReadableByteChannel channel, long length) {
        return new FileContent(new ChannelStream(channel), OptionalLong.of(length), Optional.empty());
    }

    /** These bytes, of unknown type. */
    public static FileContent of(byte[] bytes) {
        return of(new ByteArrayInputStream(bytes), bytes.length);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
