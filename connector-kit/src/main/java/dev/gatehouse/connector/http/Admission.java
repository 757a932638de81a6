package dev.gatehouse.connector.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs requests on virtual threads, so many at a time and no more. Thread-safe. */
final class Admission {
    private final int maximum;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("call-", 0).factory());

    Admission(int maximum) {
        this.maximum = maximum;
    }

    int inFlight() {
        return inFlight.get();
    }

    /** @throws HttpFailure CON12106 at once where there are enough; open routes are always answered */
    void run(boolean open, Runnable task) {
        if (inFlight.incrementAndGet() > maximum && !open) {
            inFlight.decrementAndGet();
            throw ErrorCode.SERVER_BUSY.with(maximum).withHeader("Retry-After", "1");
        }
        threads.execute(() -> {
            try {
                task.run();
            } finally {
                inFlight.decrementAndGet();
            }
        });
    }

    /** Waits for what runs, and then interrupts it. */
    void close(long seconds) {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(seconds, TimeUnit.SECONDS)) {
                threads.shutdownNow();
                threads.awaitTermination(2, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
