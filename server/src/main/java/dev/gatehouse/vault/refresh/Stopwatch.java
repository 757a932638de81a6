package dev.gatehouse.vault.refresh;

import java.time.Duration;

/**
 * Time that has passed. The steady clock stands still while a machine sleeps and the other one may be set back, so the
 * longer of both counts; one that is set forward ends a lease early, which is harmless. Immutable.
 */
record Stopwatch(long startNanos, long startMillis) {

    static Stopwatch start() {
        return new Stopwatch(System.nanoTime(), System.currentTimeMillis());
    }

    Duration elapsed() {
        Duration steady = Duration.ofNanos(System.nanoTime() - startNanos);
        Duration shown = Duration.ofMillis(System.currentTimeMillis() - startMillis);
        return shown.compareTo(steady) > 0 ? shown : steady;
    }

    /** By the steady clock alone. */
    Duration steady() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
