package dev.gatehouse.store;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something outside of this process that tells nobody when it happens. Stateless. */
public final class Waiting {
    private static final long STEP_NANOS = Duration.ofMillis(5).toNanos();

    private Waiting() {}

    /** Whether the condition came true within the time; an interrupt does not shorten it. */
    public static boolean until(Duration atMost, BooleanSupplier condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean interrupted = false;
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(STEP_NANOS);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return condition.getAsBoolean();
    }

    /** Lets time pass; an interrupt ends it. */
    public static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
