package dev.gatehouse.connectors.webdav;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives up where there is more to read than anybody expected, and remembers why reading failed. Used by one thread. */
final class BoundedStream extends FilterInputStream {
    private long left;
    private boolean exceeded;
    private @Nullable IOException failure;

    BoundedStream(InputStream stream, long bytes) {
        super(stream);
        this.left = bytes;
    }

    /** Whether there was more. */
    boolean isExceeded() {
        return exceeded;
    }

    /** What reading threw, which parsers wrap or hide. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public int read() throws IOException {
        byte[] octet = new byte[1];
        return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int count = super.read(buffer, offset, length);
            left -= Math.max(count, 0);
            exceeded = left < 0;
            if (exceeded) {
                throw new IOException("more than expected");
            }
            return count;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
