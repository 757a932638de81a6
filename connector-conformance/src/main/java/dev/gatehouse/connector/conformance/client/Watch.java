package dev.gatehouse.connector.conformance.client;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Looks at something more than once. */
public final class Watch {
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private Watch() {}

    /** Sees that it holds at any time of this duration: what must not happen has had the time to. */
    public static void throughout(Duration time, Runnable check) {
        long end = System.nanoTime() + time.toNanos();
        check.run();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            check.run();
        }
    }
}
