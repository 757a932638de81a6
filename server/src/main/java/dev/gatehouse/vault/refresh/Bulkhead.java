package dev.gatehouse.vault.refresh;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lets a bounded number of refreshes use the database at a time; the others wait here, not in the pool. Thread-safe. */
final class Bulkhead {
    private final Semaphore turns;

    Bulkhead(int atATime) {
        this.turns = new Semaphore(atATime);
    }

    /** An interrupt does not keep anybody from a turn: what a vendor gave is written in any case. */
    <T> T take(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
