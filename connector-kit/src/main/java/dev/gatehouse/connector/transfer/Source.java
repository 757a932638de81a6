package dev.gatehouse.connector.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.ReadableByteChannel;

/** Content to be sent, read as a channel where its stream is one too. Used by one thread. */
public final class Source {
    private final InputStream stream;

    public Source(InputStream stream) {
        this.stream = stream;
    }

    /** Whether buffers outside the heap spare it copies. */
    boolean fillsDirectly() {
        return stream instanceof ReadableByteChannel;
    }

    /** Fills the buffer as far as there are bytes without waiting for more; -1 at the end. */
    public int fill(ByteBuffer buffer) throws IOException {
        if (!(stream instanceof ReadableByteChannel channel)) {
            return fillArray(buffer);
        }
        int count = channel.read(buffer);
        if (count == 0) {
            throw new IllegalBlockingModeException();
        }
        return count;
    }

    private int fillArray(ByteBuffer buffer) throws IOException {
        int filled = stream.read(buffer.array(), 0, buffer.remaining());
        while (filled > 0 && filled < buffer.remaining() && stream.available() > 0) {
            int more = stream.read(buffer.array(), filled, buffer.remaining() - filled);
            if (more < 0) {
                break;
            }
            filled += more;
        }
        buffer.position(Math.max(filled, 0));
        return filled;
    }
}
