package dev.gatehouse.connector.transfer;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Large buffers outside the heap, which the network fills and empties without copies. There are so many and no more; who
 * gets none does with small ones. Thread-safe.
 */
public final class BufferPool {
    private static final int BUFFER_BYTES = 1024 * 1024;
    private static final int MAX_COUNT = 64;

    /** How much of what the process may use for them (as much as for its heap) they take at most. */
    private static final int SHARE = 8;

    private final Queue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger mayBeMade;

    /** Makes no buffer yet. */
    public BufferPool() {
        this((int) Math.min(MAX_COUNT, Runtime.getRuntime().maxMemory() / SHARE / BUFFER_BYTES));
    }

    BufferPool(int most) {
        mayBeMade = new AtomicInteger(most);
    }

    /** An empty buffer, to be given back. */
    Optional<ByteBuffer> take() {
        ByteBuffer used = idle.poll();
        if (used != null) {
            return Optional.of(used.clear());
        }
        return mayBeMade.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? Optional.of(ByteBuffer.allocateDirect(BUFFER_BYTES))
                : Optional.empty();
    }

    /** Nobody else touches it any more. */
    void giveBack(ByteBuffer buffer) {
        idle.add(buffer);
    }

    /** How many are not given out. */
    int idle() {
        return idle.size();
    }
}
