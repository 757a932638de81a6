package dev.gatehouse.connector.http;

import dev.gatehouse.connector.transfer.Progress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Interrupts work that makes no progress: a third party that does not answer must not hold a request for ever. Thread-safe. */
final class Watchdog {
    private final long patience;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    Watchdog(Duration patience) {
        this.patience = patience.toNanos();
    }

    /** Work that is to be watched from its {@link Watch#start} on. */
    Watch watch() {
        return new Watch();
    }

    void sweep(long now) {
        watches.stream().filter(watch -> watch.isStuck(now)).forEach(Watch::bite);
    }

    /** One thread's work. */
    final class Watch implements Progress, AutoCloseable {
        private volatile long progress;
        private volatile boolean waitsForCaller;
        private volatile boolean bitten;
        private @Nullable Thread thread;

        private Watch() {}

        /** The current thread does the work. */
        synchronized void start() {
            thread = Thread.currentThread();
            progress = System.nanoTime();
            watches.add(this);
        }

        @Override
        public void waits(boolean forCaller) {
            waitsForCaller = forCaller;
            progress = System.nanoTime();
        }

        private boolean isStuck(long now) {
            return !waitsForCaller && now - progress > patience;
        }

        /** Whether the work was interrupted for making no progress. */
        boolean bitten() {
            return bitten;
        }

        private void bite() {
            bitten = true;
            // In case the work does not take notice.
            progress = System.nanoTime();
            interrupt();
        }

        /** Ends the work where it waits. */
        synchronized void interrupt() {
            if (thread != null) {
                thread.interrupt();
            }
        }

        @Override
        public synchronized void close() {
            thread = null;
            watches.remove(this);
            Thread.interrupted();
        }
    }
}
