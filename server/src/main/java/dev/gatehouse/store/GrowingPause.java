package dev.gatehouse.store;

import java.time.Duration;

/** How long to wait before the next try: twice as long each time, up to a bound. Not thread-safe. */
public final class GrowingPause {
    private final Duration first;
    private final Duration most;
    private Duration next;

    public GrowingPause(Duration first, Duration most) {
        this.first = first;
        this.most = most;
        this.next = first;
    }

    /** The one to wait now. */
    public Duration next() {
        Duration now = next;
        Duration twice = now.multipliedBy(2);
        next = twice.compareTo(most) < 0 ? twice : most;
        return now;
    }

    /** It worked: the next one is short again. */
    public void reset() {
        next = first;
    }
}
