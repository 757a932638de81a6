package dev.gatehouse.connector.conformance.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.connector.conformance.client.Content;
import dev.gatehouse.connector.conformance.client.GeneratedContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Files pass through the connector, which holds no more than a little of them at any time. */
public interface MemoryPromises extends StoragePromises {
    /** Below this, a file cannot be told from what else a process needs. */
    long SMALLEST_TOLD_APART = 32L << 20;

    @Test
    default void holdsNoUploadInMemory() {
        long before = memoryOrSkip();
        AtomicLong meanwhile = new AtomicLong();
        GeneratedContent large = new GeneratedContent(3, subject().limits().streamBytes());
        Content content = new Content(
                () -> large.stream(large.length() / 4 * 3, () -> meanwhile.set(memoryOrSkip())), large.length());
        files().store(files().newFolder() + "large.bin", content);
        expectLittle(meanwhile.get() - before, large);
    }

    @Test
    default void holdsNoDownloadInMemory() throws IOException {
        memoryOrSkip();
        GeneratedContent large = new GeneratedContent(4, subject().limits().streamBytes());
        String path = files().newFolder() + "large.bin";
        files().store(path, Content.of(large));
        long before = memoryOrSkip();
        try (InputStream content = files().open(path)) {
            content.skipNBytes(large.length() / 8);
            expectLittle(memoryOrSkip() - before, large);
        }
    }

    private long memoryOrSkip() {
        long length = subject().limits().streamBytes();
        assumeTrue(length >= SMALLEST_TOLD_APART, "Needs large files of 32 MiB or more");
        OptionalLong memory = subject().memoryInUse();
        assumeTrue(memory.isPresent(), "Needs ConformanceSubject.memoryInUse");
        return memory.getAsLong();
    }

    private static void expectLittle(long held, GeneratedContent of) {
        assertThat(held)
                .as("bytes that the connector holds while a file of %d bytes passes", of.length())
                .isLessThan(of.length() / 2);
    }
}
