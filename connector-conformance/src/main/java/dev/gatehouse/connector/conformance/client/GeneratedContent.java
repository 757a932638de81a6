package dev.gatehouse.connector.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * So many bytes that look random, the same ones for the same seed, which are made while they are read; a file of any
 * length is sent and compared without being held anywhere.
 *
 * @param seed another one, other bytes
 * @param length how many
 */
public record GeneratedContent(long seed, long length) {
    private static final int COMPARED_AT_ONCE = 1 << 16;

    /** The bytes, from the first. */
    public InputStream stream() {
        return new GeneratedStream(seed, length, length + 1, () -> {});
    }

    /** The bytes; what is to be done meanwhile is done by the reader when it has got this far. */
    public InputStream stream(long position, Runnable meanwhile) {
        return new GeneratedStream(seed, length, position, meanwhile);
    }

    /** All of them, for small ones. */
    public byte[] bytes() {
        try (InputStream stream = stream()) {
            return stream.readAllBytes();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Fails at the first byte that is another one, is missing or too many; closes the stream. */
    public void assertSameAs(InputStream received) throws IOException {
        try (received;
                InputStream expected = stream()) {
            long compared = 0;
            while (true) {
                byte[] wanted = expected.readNBytes(COMPARED_AT_ONCE);
                byte[] got = received.readNBytes(wanted.length);
                compare(wanted, got, compared);
                compared += got.length;
                if (wanted.length < COMPARED_AT_ONCE) {
                    break;
                }
            }
            assertThat(received.read())
                    .as("what comes after all %d bytes of the file", length)
                    .isEqualTo(-1);
        }
    }

    private void compare(byte[] wanted, byte[] got, long before) {
        int different = Arrays.mismatch(wanted, got);
        if (different < 0) {
            return;
        }
        if (different == got.length) {
            fail("The file ends after %d of %d bytes", before + got.length, length);
        }
        fail("The file differs from what was sent, from byte %d of %d", before + different, length);
    }
}
