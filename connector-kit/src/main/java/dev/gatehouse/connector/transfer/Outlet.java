package dev.gatehouse.connector.transfer;

import dev.gatehouse.connector.transfer.TransferException.Kind;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Sends what a blocking stream gives, with a few buffers that are filled again once the network took them. Used by one
 * blocking thread.
 */
public final class Outlet {
    private static final int BUFFER_BYTES = 128 * 1024;
    private static final int BUFFERS = 4;

    private final Context loop;
    private final HttpServerResponse response;
    private final Progress progress;
    private final Duration patience;
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BUFFERS);
    private int made;
    private int largest = BUFFER_BYTES;
    private volatile Throwable failure;

    /** @param patience how long the caller may take for a buffer */
    public Outlet(Context loop, HttpServerResponse response, Progress progress, Duration patience) {
        this.loop = loop;
        this.response = response;
        this.progress = progress;
        this.patience = patience;
    }

    /** Makes its buffers no larger than what is there to be sent. */
    public void expect(long bytes) {
        largest = Math.clamp(bytes + 1, 512, BUFFER_BYTES);
    }

    /** A buffer to fill. @throws TransferException where the caller left, or does not take what was sent */
    public byte[] buffer() throws IOException {
        check();
        progress.waits(false);
        byte[] next = free.poll();
        if (next == null && made < BUFFERS) {
            made++;
            return new byte[largest];
        }
        return next == null ? waitForOne() : next;
    }

    private byte[] waitForOne() throws IOException {
        progress.waits(true);
        try {
            byte[] next = free.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            check();
            if (next == null) {
                throw new TransferException(Kind.STALLED, "the caller does not take the answer");
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while sending");
        } finally {
            progress.waits(false);
        }
    }

    private void check() throws IOException {
        if (failure != null) {
            throw new TransferException(Kind.CALLER_LEFT, "the caller left");
        }
    }

    /** The caller left: nothing is sent any more. */
    public void abandon() {
        failed(new TransferException(Kind.CALLER_LEFT, "the caller left"));
    }

    /** Fills the buffer as far as the stream gives bytes without waiting for more; -1 at its end. */
    public static int fill(InputStream stream, byte[] buffer) throws IOException {
        int filled = stream.read(buffer, 0, buffer.length);
        while (filled > 0 && filled < buffer.length && stream.available() > 0) {
            int more = stream.read(buffer, filled, buffer.length - filled);
            if (more < 0) {
                return filled;
            }
            filled += more;
        }
        return filled;
    }

    /** Sends the beginning of a buffer, which is not to be touched until it comes back. */
    public void send(byte[] buffer, int length) {
        loop.runOnContext(now -> response.write(BufferInternal.buffer(Unpooled.wrappedBuffer(buffer, 0, length)))
                .onComplete(sent -> {
                    if (sent.failed()) {
                        failed(sent.cause());
                    }
                    free.offer(buffer);
                }));
    }

    private void failed(Throwable reason) {
        failure = reason;
        // Whoever waits for a buffer is to look at the failure.
        free.offer(new byte[0]);
    }
}
