package dev.gatehouse.vault.refresh;

import dev.gatehouse.vault.vendor.TokenOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** What refreshing tells operators: calls by how they ended, and how late the background is. Thread-safe. */
final class RefreshMeters {
    private final MeterRegistry meters;
    private final Timer lag;

    RefreshMeters(MeterRegistry meters) {
        this.meters = meters;
        this.lag = Timer.builder("gatehouse.vault.refresh.lag")
                .description("From when a refresh was due until the background began it")
                .publishPercentiles(0.5, 0.99, 1)
                .register(meters);
    }

    void late(Duration time) {
        lag.record(time.isNegative() ? Duration.ZERO : time);
    }

    void ended(TokenOutcome outcome, Duration callTime) {
        String name = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        meters.timer("gatehouse.vault.refresh", "outcome", name).record(callTime);
    }

    /** Tokens that could not be stored, because others had come or the connection had gone. */
    void unused() {
        meters.counter("gatehouse.vault.refresh.unused").increment();
    }
}
