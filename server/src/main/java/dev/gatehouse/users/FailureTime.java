package dev.gatehouse.users;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a wrong password takes to be refused: the same, or the same many times over, whether there is an account and
 * however its password is hashed. Hashes of other systems take other times than ours, so that equal work does not do. For
 * one thread.
 */
final class FailureTime {
    /** Longer than any usual hash takes, and not too long for who mistyped. */
    static final long STEP_NANOSECONDS = TimeUnit.SECONDS.toNanos(1);

    private final long begun = System.nanoTime();

    private FailureTime() {}

    /** Call it before anything is looked up. */
    static FailureTime begin() {
        return new FailureTime();
    }

    /** Waits until it is over. */
    void pass() {
        long taken = System.nanoTime() - begun;
        long end = begun + (taken / STEP_NANOSECONDS + 1) * STEP_NANOSECONDS;
        for (long left = end - System.nanoTime();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
