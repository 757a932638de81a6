package dev.gatehouse.connector.transfer;

import dev.gatehouse.connector.transfer.TransferException.Kind;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a blocking source gives, with a few buffers that are filled again once the network took them. Used by one
 * blocking thread at a time, but for {@link #abandon}.
 */
public final class Outlet implements AutoCloseable {
    private static final int BUFFER_BYTES = 128 * 1024;
    private static final int BUFFERS = 4;

    /** What is worth a thread and large buffers. */
    private static final int LARGE_BYTES = 1024 * 1024;

    private final Context loop;
    private final HttpServerResponse response;
    private final Progress progress;
    private final Duration patience;
    private final BufferPool pool;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
    private int made;
    private boolean closed;
    private boolean callerLeft;

    /** The one that is being filled. */
    private @Nullable ByteBuffer taken;

    /** @param patience how long the caller may take for a buffer */
    public Outlet(Context loop, HttpServerResponse response, Progress progress, Duration patience, BufferPool pool) {
        this.loop = loop;
        this.response = response;
        this.progress = progress;
        this.patience = patience;
        this.pool = pool;
    }

    /**
     * Sends all that the source gives.
     *
     * @param length how many bytes are announced to the caller
     * @param begin called once the first bytes are there, or the end of a source without any, before they are sent
     * @return how many bytes there were
     * @throws TransferException where the caller left, or does not take what was sent
     * @throws IOException where there are more or fewer bytes than announced, of which no more are sent
     */
    public long send(Source source, OptionalLong length, Runnable begin) throws IOException {
        boolean large = source.fillsDirectly() && length.orElse(Long.MAX_VALUE) > LARGE_BYTES;
        int first = source.fill(buffer(source, length));
        begin.run();
        return large ? PlatformThread.run(() -> sendAll(source, length, first)) : sendAll(source, length, first);
    }

    private long sendAll(Source source, OptionalLong length, int first) throws IOException {
        long whole = length.orElse(Long.MAX_VALUE);
        long sent = 0;
        int count = first;
        while (count >= 0) {
            if (count > whole - sent) {
                throw new IOException("there are more than the announced " + whole + " bytes");
            }
            sent += count;
            sendTaken();
            // The end is looked for without waiting for the caller, who may be content and gone.
            count = source.fill(sent == whole ? ByteBuffer.allocate(1) : buffer(source, length));
        }
        if (length.isPresent() && sent < whole) {
            throw new IOException("there are " + sent + " bytes in place of " + whole);
        }
        return sent;
    }

    private ByteBuffer buffer(Source source, OptionalLong length) throws IOException {
        progress.waits(false);
        lock.lock();
        try {
            if (free.isEmpty() && made < BUFFERS) {
                made++;
                free.add(newBuffer(source, length.orElse(Long.MAX_VALUE - 1)));
            }
            if (free.isEmpty()) {
                await();
            }
            check();
            taken = free.poll().clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** No larger than what is there to be sent; one byte more, so that the end shows with it. */
    private ByteBuffer newBuffer(Source source, long length) {
        if (source.fillsDirectly() && length > LARGE_BYTES) {
            return pool.take().orElseGet(() -> ByteBuffer.allocate(BUFFER_BYTES));
        }
        return ByteBuffer.allocate(Math.clamp(length + 1, 512, BUFFER_BYTES));
    }

    private void await() throws IOException {
        progress.waits(true);
        try {
            long left = patience.toNanos();
            while (free.isEmpty() && !callerLeft) {
                if (left <= 0) {
                    throw new TransferException(Kind.STALLED, "the caller does not take the answer");
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while sending");
        } finally {
            progress.waits(false);
        }
    }

    private void check() throws IOException {
        if (callerLeft) {
            throw new TransferException(Kind.CALLER_LEFT, "the caller left");
        }
    }

    /** Nobody touches the buffer until it comes back. */
    private void sendTaken() {
        ByteBuffer filled = Objects.requireNonNull(taken).flip();
        taken = null;
        loop.runOnContext(now -> {
            if (response.closed()) {
                abandon();
                comesBack(filled);
                return;
            }
            response.write(BufferInternal.buffer(Unpooled.wrappedBuffer(filled)))
                    .onComplete(sent -> {
                        if (sent.failed()) {
                            abandon();
                        }
                        comesBack(filled);
                    });
        });
    }

    private void comesBack(ByteBuffer buffer) {
        lock.lock();
        try {
            if (closed) {
                release(buffer);
                return;
            }
            free.add(buffer);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void release(ByteBuffer buffer) {
        if (buffer.isDirect()) {
            pool.giveBack(buffer);
        }
    }

    /** The caller left: nothing is sent any more. */
    public void abandon() {
        lock.lock();
        try {
            callerLeft = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Gives its buffers back, those that are being sent once that was done. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            free.forEach(this::release);
            free.clear();
            if (taken != null) {
                release(taken);
                taken = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
