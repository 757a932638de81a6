package dev.gatehouse.connectors.webdav;

import java.io.FilterInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * The body of an answer, read past the HTTP library, which would copy it twice; closing it ends the exchange. Used by one
 * thread.
 */
final class SocketDownload extends FilterInputStream implements ReadableByteChannel {
    private final Exchange exchange;
    private final SocketBody body;

    SocketDownload(Exchange exchange, SocketBody body) throws IOException {
        super(exchange.body());
        this.exchange = exchange;
        this.body = body;
    }

    /** @throws SocketTimeoutException where the server is silent for too long */
    @Override
    public int read(ByteBuffer target) throws IOException {
        if (body.isAtEnd()) {
            return super.read(); // so that the library learns of the end, and can use the connection again
        }
        exchange.progress().waiting();
        try {
            return body.read(target);
        } catch (IOException e) {
            throw exchange.progress().isExhausted() ? DavClient.timedOut(e) : e;
        } finally {
            exchange.progress().notWaiting();
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
        return body.isOpen();
    }

    @Override
    public void close() {
        exchange.close();
    }
}
