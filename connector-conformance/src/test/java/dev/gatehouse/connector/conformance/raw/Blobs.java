package dev.gatehouse.connector.conformance.raw;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Contents of files, in a directory of their own. */
final class Blobs implements AutoCloseable {
    private static final long OTHERS_MAY_COME_NANOS = 100_000_000;

    private final AtomicInteger overwrites = new AtomicInteger();
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

    /**
     * Copies one content over another in two halves. Every other writer begins with the second one, and each leaves others
     * time to come between.
     */
    void overwrite(Path blob, Path with) throws IOException {
        byte[] content = Files.readAllBytes(with);
        int middle = content.length / 2;
        int turn = overwrites.incrementAndGet();
        boolean forward = turn % 2 == 0;
        try (FileChannel file = FileChannel.open(blob, StandardOpenOption.WRITE)) {
            write(file, content, forward ? 0 : middle, forward ? middle : content.length);
            awaitOverwriteAfter(turn);
            write(file, content, forward ? middle : 0, forward ? content.length : middle);
            file.truncate(content.length);
        }
    }

    private static void write(FileChannel file, byte[] content, int from, int to) throws IOException {
        ByteBuffer half = ByteBuffer.wrap(content, from, to - from);
        for (long at = from; half.hasRemaining(); ) {
            at += file.write(half, at);
        }
    }

    private void awaitOverwriteAfter(int turn) {
        long began = System.nanoTime();
        while (overwrites.get() == turn && System.nanoTime() - began < OTHERS_MAY_COME_NANOS) {
            LockSupport.parkNanos(1_000_000);
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
