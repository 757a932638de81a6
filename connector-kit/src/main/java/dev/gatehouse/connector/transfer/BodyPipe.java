package dev.gatehouse.connector.transfer;

import dev.gatehouse.connector.transfer.TransferException.Kind;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, filled by the event loop and read by one blocking thread. Nothing is asked of the network before the
 * first read; half a megabyte waits here at most.
 */
public final class BodyPipe extends InputStream {
    private static final int FULL = 512 * 1024;
    private static final int TAKES_MORE = 256 * 1024;

    /** So much at least has to come in the time there is for a pause. */
    private static final int WORTH_WAITING_FOR = 64 * 1024;

    private final Flow flow;
    private final Progress progress;
    private final long patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Buffer> waiting = new ArrayDeque<>();
    private long maximum;
    private int queued;
    private long arrived;
    private boolean flowing;
    private boolean complete;
    private @Nullable IOException failure;

    private @Nullable Buffer current;
    private int position;
    private long waited;
    private long sinceWaited;

    /** What the body comes from; may be called by any thread. */
    public interface Flow {
        void pause();

        void resume();
    }

    /**
     * @param maximum how many bytes may come
     * @param patience how long to wait for the next 64 KiB or the end
     */
    public BodyPipe(Flow flow, Progress progress, long maximum, Duration patience) {
        this.flow = flow;
        this.progress = progress;
        this.maximum = maximum;
        this.patience = patience.toNanos();
    }

    /** Takes a part of the body; called by the event loop. */
    public void offer(Buffer part) {
        lock.lock();
        try {
            arrived += part.length();
            if (failure != null) {
                return;
            }
            if (arrived > maximum) {
                fail(new TransferException(Kind.TOO_LARGE, "the body is larger than " + maximum + " bytes"));
                return;
            }
            waiting.add(part);
            queued += part.length();
            changed.signal();
            if (queued >= FULL && flowing) {
                flowing = false;
                flow.pause();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The body has come to its end. */
    public void complete() {
        lock.lock();
        try {
            complete = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Has the reader fail; the first reason stays. */
    public void fail(IOException reason) {
        lock.lock();
        try {
            if (failure == null) {
                failure = reason;
                waiting.clear();
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Why it failed, if it did. */
    public Optional<IOException> failure() {
        lock.lock();
        try {
            return Optional.ofNullable(failure);
        } finally {
            lock.unlock();
        }
    }

    /** Whether all of it has come, read or not. */
    public boolean isComplete() {
        lock.lock();
        try {
            return complete;
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes came so far. */
    public long arrived() {
        lock.lock();
        try {
            return arrived;
        } finally {
            lock.unlock();
        }
    }

    /** All of it. @throws TransferException where there is more than so many bytes */
    public byte[] readAtMost(int bytes) throws IOException {
        lock.lock();
        try {
            maximum = Math.min(maximum, bytes);
        } finally {
            lock.unlock();
        }
        byte[] all = readNBytes(bytes + 1);
        if (all.length > bytes) {
            throw new TransferException(Kind.TOO_LARGE, "the body is larger than " + bytes + " bytes");
        }
        return all;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        Buffer part = current == null ? next() : current;
        if (part == null) {
            return -1;
        }
        int count = Math.min(length, part.length() - position);
        part.getBytes(position, position + count, target, offset);
        position += count;
        current = position == part.length() ? null : part;
        return count;
    }

    @Override
    public int available() {
        return current == null ? 0 : current.length() - position;
    }

    /** Waits for another part; null at the end. */
    private @Nullable Buffer next() throws IOException {
        lock.lock();
        try {
            while (failure == null && waiting.isEmpty() && !complete) {
                letFlow();
                await();
            }
            if (failure != null) {
                throw failure;
            }
            Buffer part = waiting.poll();
            if (part != null) {
                position = 0;
                taken(part.length());
                progress.waits(false);
            }
            return part;
        } finally {
            lock.unlock();
        }
    }

    private void taken(int bytes) {
        queued -= bytes;
        sinceWaited += bytes;
        if (sinceWaited >= WORTH_WAITING_FOR) {
            sinceWaited = 0;
            waited = 0;
        }
        if (queued <= TAKES_MORE && !complete) {
            letFlow();
        }
    }

    private void letFlow() {
        if (!flowing) {
            flowing = true;
            flow.resume();
        }
    }

    private void await() throws IOException {
        long started = System.nanoTime();
        progress.waits(true);
        try {
            if (changed.awaitNanos(patience - waited) <= 0) {
                failure = new TransferException(Kind.STALLED, "the body does not go on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the body");
        } finally {
            progress.waits(false);
        }
        waited += System.nanoTime() - started;
    }
}
