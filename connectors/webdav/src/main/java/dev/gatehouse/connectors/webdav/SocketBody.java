package dev.gatehouse.connectors.webdav;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;
import org.apache.http.io.SessionInputBuffer;

/**
 * A body of known length, read from a connection's socket into whatever buffer there is, but for its beginning, which the
 * HTTP library took with the head. Used by one thread.
 */
final class SocketBody extends InputStream implements ReadableByteChannel {
    private final SocketChannel socket;
    private final SessionInputBuffer begun;
    private int begunLeft;
    private long left;

    /**
     * @param begun what the library took already
     * @param begunBytes how much of it belongs to the body
     */
    SocketBody(SocketChannel socket, long length, SessionInputBuffer begun, int begunBytes) {
        this.socket = socket;
        this.begun = begun;
        this.begunLeft = begunBytes;
        this.left = length;
    }

    boolean isAtEnd() {
        return left == 0;
    }

    /** @throws EOFException where the server hung up before the end */
    @Override
    public int read(ByteBuffer target) throws IOException {
        if (left == 0) {
            return -1;
        }
        if (!target.hasRemaining()) {
            return 0;
        }
        int count = begunLeft > 0 ? readBegun(target) : readSocket(target);
        if (count < 0) {
            throw new EOFException("the server hung up before the end of the file");
        }
        left -= count;
        return count;
    }

    private int readBegun(ByteBuffer target) throws IOException {
        byte[] bytes = new byte[Math.min(begunLeft, target.remaining())];
        int count = begun.read(bytes, 0, bytes.length);
        begunLeft -= count;
        target.put(bytes, 0, count);
        return count;
    }

    private int readSocket(ByteBuffer target) throws IOException {
        int limit = target.limit();
        target.limit(target.position() + (int) Math.min(left, target.remaining()));
        try {
            return socket.read(target);
        } finally {
            target.limit(limit);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] octet = new byte[1];
        return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return read(ByteBuffer.wrap(target, offset, length));
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    /** The connection serves nobody else while there is more to read. */
    @Override
    public void close() throws IOException {
        if (!isAtEnd()) {
            socket.close();
        }
    }
}
