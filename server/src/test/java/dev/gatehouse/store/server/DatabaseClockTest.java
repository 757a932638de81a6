package dev.gatehouse.store.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class DatabaseClockTest {
    private final DatabaseClock clock = new DatabaseClock();

    private void learn(Instant there, Duration way) {
        long now = System.nanoTime();
        clock.learn(there, now - way.toNanos(), now);
    }

    @Test
    void s32_itIsTheServersTimeThatCounts() {
        Instant there = Instant.parse("2031-01-01T00:00:00Z");
        learn(there, Duration.ofMillis(10));
        assertThat(clock.instant())
                .isCloseTo(there, within(1, ChronoUnit.MINUTES))
                .isAfter(there);

        Instant back = there.minus(Duration.ofHours(1));
        learn(back, Duration.ofMillis(10));
        assertThat(clock.instant()).isCloseTo(back, within(1, ChronoUnit.MINUTES));
    }

    /** Else time would jump to and fro with each answer that took longer. */
    @Test
    void anAnswerThatTellsNothingNewChangesNothing() {
        Instant there = Instant.parse("2031-01-01T00:00:00Z");
        learn(there, Duration.ofMillis(1));
        learn(there.plus(Duration.ofMinutes(1)), Duration.ofHours(1));
        assertThat(clock.instant()).isBefore(there.plusSeconds(50));
    }
}
