package dev.gatehouse.http.netty;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what a process takes on at once: blocking requests in flight and memory held by request bodies. Thread-safe,
 * shared by both listeners.
 */
public final class Admission implements AutoCloseable {
    /** How long interrupted tasks have to notice. */
    private static final long INTERRUPTED_SECONDS = 2;

    private final int maximumInFlight;
    private final long maximumBodyBytes;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong bodyBytes = new AtomicLong();
    private final ExecutorService virtualThreads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("request-", 0).factory());

    public Admission(int maximumInFlight, long maximumBodyBytes) {
        this.maximumInFlight = maximumInFlight;
        this.maximumBodyBytes = maximumBodyBytes;
    }

    public int inFlight() {
        return inFlight.get();
    }

    /** How much memory request bodies hold now. */
    public long bodyBytes() {
        return bodyBytes.get();
    }

    /** How badly a task needs a place. */
    enum Need {
        /** Even where the limit is reached. */
        ALWAYS,
        /** Nothing else is done for its connection. */
        ONLY,
        /** Its connection has other requests open; it gets none of the last half, so that one cannot use up all. */
        FURTHER
    }

    /**
     * Runs a task on a virtual thread.
     *
     * @throws ApiException ERR12106 at once when the limit is reached
     */
    void run(Runnable task, Need need) {
        int places = need == Need.FURTHER ? maximumInFlight - maximumInFlight / 2 : maximumInFlight;
        if (inFlight.incrementAndGet() > places && need != Need.ALWAYS) {
            inFlight.decrementAndGet();
            throw busy(places + " requests in flight");
        }
        virtualThreads.execute(() -> {
            try {
                task.run();
            } finally {
                inFlight.decrementAndGet();
            }
        });
    }

    /** @throws ApiException ERR12106 when bodies already hold all the memory they may */
    void reserveBody(int bytes) {
        if (bodyBytes.addAndGet(bytes) > maximumBodyBytes) {
            bodyBytes.addAndGet(-bytes);
            throw busy(maximumBodyBytes + " bytes of request bodies");
        }
    }

    void releaseBody(int bytes) {
        bodyBytes.addAndGet(-bytes);
    }

    static ApiException busy(String limit) {
        return ErrorCode.SERVER_BUSY.with(limit).withHeader("Retry-After", "1");
    }

    /** Waits so long for the tasks in flight, and then interrupts them. New ones are refused by then. */
    public void close(Duration patience) {
        virtualThreads.shutdown();
        try {
            if (!virtualThreads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                virtualThreads.shutdownNow();
                virtualThreads.awaitTermination(INTERRUPTED_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            virtualThreads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the tasks in flight; new ones are refused by then because the listeners are closed. */
    @Override
    public void close() {
        virtualThreads.close();
    }
}
