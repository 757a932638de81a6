package dev.gatehouse.connectors.webdav.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of an answer, which remembers why reading it failed. Closing it ends the exchange. Used by one thread. */
public final class AnswerStream extends InputStream {
    private final InputStream body;
    private final DavExchange exchange;
    private long left;
    private @Nullable IOException failure;

    /** @param mostBytes so many at most may be read */
    AnswerStream(InputStream body, long mostBytes, DavExchange exchange) {
        this.body = body;
        this.left = mostBytes;
        this.exchange = exchange;
    }

    /** Whether there were more bytes than expected. */
    public boolean isExceeded() {
        return left < 0;
    }

    /** What reading threw, which parsers wrap or hide. */
    public Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public int read() throws IOException {
        byte[] octet = new byte[1];
        return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
    }

    /** @throws SocketTimeoutException where the server is silent for too long */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int count = exchange.await(() -> body.read(target, offset, length));
            if (count < 0) {
                exchange.bodyRead();
            }
            left -= Math.max(count, 0);
            if (isExceeded()) {
                throw new IOException("there are more bytes than expected");
            }
            return count;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public int available() throws IOException {
        return body.available();
    }

    @Override
    public void close() {
        exchange.close();
    }
}
