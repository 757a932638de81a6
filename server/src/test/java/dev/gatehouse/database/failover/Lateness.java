package dev.gatehouse.database.failover;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How late this machine wakes up who waits, at worst since this was made. Thread-safe. */
final class Lateness implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(5);

    private volatile long worst;
    private volatile boolean closed;

    Lateness() {
        Thread.ofPlatform().daemon().name("lateness").start(this::measure);
    }

    private void measure() {
        while (!closed) {
            long begin = System.nanoTime();
            LockSupport.parkNanos(PAUSE.toNanos());
            worst = Math.max(worst, System.nanoTime() - begin - PAUSE.toNanos());
        }
    }

    Duration worst() {
        return Duration.ofNanos(worst);
    }

    @Override
    public void close() {
        closed = true;
    }
}
