package dev.gatehouse.connectors.webdav.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SocketChannel;

/**
 * A body of known length, read from the socket past the HTTP library, which would copy it twice, but for its beginning,
 * which the library may have taken with the head. Closing it ends the exchange. Used by one thread.
 */
final class SocketDownload implements ReadableByteChannel {
    private final InputStream body;
    private final SocketChannel socket;
    private final DavExchange exchange;
    private ByteBuffer beginning = ByteBuffer.allocate(0);
    private boolean begun;
    private long left;

    /** @param body as the library gives it */
    SocketDownload(InputStream body, SocketChannel socket, long length, DavExchange exchange) {
        this.body = body;
        this.socket = socket;
        this.left = length;
        this.exchange = exchange;
    }

    /**
     * @throws SocketTimeoutException where the server is silent for too long
     * @throws EOFException where it hung up before the end
     */
    @Override
    public int read(ByteBuffer target) throws IOException {
        if (left == 0) {
            return -1;
        }
        int position = target.position();
        ByteBuffer part = target.slice(position, (int) Math.min(left, target.remaining()));
        int count = exchange.await(() -> fill(part));
        if (count < 0) {
            throw new EOFException("the server hung up before the end of the file");
        }
        target.position(position + count);
        left -= count;
        if (left == 0) {
            exchange.bodyRead();
        }
        return count;
    }

    private int fill(ByteBuffer part) throws IOException {
        if (!begun) {
            begun = true;
            beginning = begin();
        }
        if (!beginning.hasRemaining()) {
            return socket.read(part);
        }
        int count = Math.min(beginning.remaining(), part.remaining());
        part.put(beginning.slice(beginning.position(), count));
        beginning.position(beginning.position() + count);
        return count;
    }

    /** Reads as much as the library can hold, after which it holds nothing. */
    private ByteBuffer begin() throws IOException {
        byte[] bytes = new byte[DavConnection.BUFFER_BYTES];
        return ByteBuffer.wrap(bytes, 0, Math.max(body.read(bytes), 0));
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public void close() {
        exchange.close();
    }
}
