package dev.gatehouse.connector.conformance.raw;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Contents of files, in a directory of their own. */
final class Blobs implements AutoCloseable {
    private static final long BETWEEN_BLOCKS_NANOS = 200_000;

    private final Path directory;
    private final Faults faults;

    Blobs(Faults faults) {
        this.faults = faults;
        try {
            directory = Files.createTempDirectory("raw-connector");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Stores all that comes. Where it breaks off, nothing is stored. */
    Path store(InputStream content) throws IOException {
        Path blob = Files.createTempFile(directory, "", "");
        try (OutputStream out = Files.newOutputStream(blob)) {
            copy(content, out);
            return blob;
        } catch (IOException broken) {
            if (faults.has(Fault.STORES_WHAT_CAME_OF_A_CUT_UPLOAD)) {
                return blob;
            }
            Files.deleteIfExists(blob);
            throw broken;
        }
    }

    private void copy(InputStream content, OutputStream out) throws IOException {
        if (faults.has(Fault.HOLDS_UPLOADS_IN_MEMORY)) {
            out.write(content.readAllBytes());
            return;
        }
        content.transferTo(out);
    }

    /** Copies one content over another, bit by bit. */
    void overwrite(Path blob, Path with) throws IOException {
        byte[] content = Files.readAllBytes(with);
        try (var file = java.nio.channels.FileChannel.open(blob, java.nio.file.StandardOpenOption.WRITE)) {
            for (int at = 0; at < content.length; at += 1 << 13) {
                int to = Math.min(content.length, at + (1 << 13));
                file.write(java.nio.ByteBuffer.wrap(Arrays.copyOfRange(content, at, to)), at);
                LockSupport.parkNanos(BETWEEN_BLOCKS_NANOS);
            }
            file.truncate(content.length);
        }
    }

    InputStream open(Path blob) throws IOException {
        if (faults.has(Fault.HOLDS_DOWNLOADS_IN_MEMORY)) {
            return new java.io.ByteArrayInputStream(Files.readAllBytes(blob));
        }
        return Files.newInputStream(blob);
    }

    /** How many bytes of it are sent. */
    long length(Path blob) throws IOException {
        long length = Files.size(blob);
        return length > 1 << 20 && faults.has(Fault.LOSES_THE_LAST_BYTE_OF_LARGE_FILES) ? length - 1 : length;
    }

    void remove(Path blob) {
        try {
            Files.deleteIfExists(blob);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> blobs = Files.list(directory)) {
            blobs.forEach(this::remove);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        remove(directory);
    }
}
