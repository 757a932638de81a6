package dev.gatehouse.http.outgoing;

import java.time.Duration;

/** A moment by this process's steady clock. Immutable. */
record Deadline(long nanos) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Nothing once it has passed. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    /** By how much it has passed. */
    Duration overrun() {
        return Duration.ofNanos(Math.max(0, System.nanoTime() - nanos));
    }
}
