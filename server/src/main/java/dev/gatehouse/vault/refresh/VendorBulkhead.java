package dev.gatehouse.vault.refresh;

import dev.gatehouse.vault.vendor.TokenOutcome;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one vendor is asked at a time, and how it fares. After a few failures in a row the background waits longer and
 * longer, up to a minute; where the vendor says how long to wait, callers do too. Thread-safe.
 */
final class VendorBulkhead {
    private static final int FAILURES_BORNE = 4;
    private static final int MAX_DOUBLINGS = 6;

    private final Semaphore all;
    private final Semaphore background;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile long backgroundFrom = System.nanoTime();
    private volatile long anybodyFrom = System.nanoTime();

    VendorBulkhead(int calls) {
        this.all = new Semaphore(calls);
        this.background = new Semaphore(Math.max(1, calls * 3 / 4));
    }

    /** For how long this vendor asked everybody to wait. */
    Duration pause() {
        return Duration.ofNanos(Math.max(0, anybodyFrom - System.nanoTime()));
    }

    /** Takes a slot for a caller; false where none is free in time. */
    boolean enter(Duration atMost) throws InterruptedException {
        return all.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    void leave() {
        all.release();
    }

    /** Takes up to that many slots for the background; how many it got. */
    int enterInBackground(int atMost) {
        long now = System.nanoTime();
        if (now - backgroundFrom < 0 || now - anybodyFrom < 0) {
            return 0;
        }
        int most = failures.get() > FAILURES_BORNE ? 1 : atMost;
        int taken = 0;
        while (taken < most && background.tryAcquire()) {
            if (!all.tryAcquire()) {
                background.release();
                break;
            }
            taken++;
        }
        return taken;
    }

    void leaveBackground(int slots) {
        all.release(slots);
        background.release(slots);
    }

    void note(TokenOutcome outcome) {
        if (!(outcome instanceof TokenOutcome.Transient failure)) {
            failures.set(0);
            return;
        }
        int inARow = failures.incrementAndGet();
        if (inARow > FAILURES_BORNE) {
            int doublings = Math.min(inARow - FAILURES_BORNE, MAX_DOUBLINGS);
            backgroundFrom =
                    System.nanoTime() + Duration.ofSeconds(1L << doublings).toNanos();
        }
        failure.retryAfter().ifPresent(wait -> anybodyFrom = System.nanoTime() + wait.toNanos());
    }
}
