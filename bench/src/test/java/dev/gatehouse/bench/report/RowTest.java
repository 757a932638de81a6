package dev.gatehouse.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {
    @Test
    void showsMediansAndTheRangeOfTheRatiosOfRounds() {
        Rounds.Outcome outcome =
                new Rounds.Outcome(new Series(List.of(80.0, 60.0, 90.0)), new Series(List.of(100.0, 100.0, 100.0)));

        Row row = Row.compared("read", outcome, Unit.PER_SECOND, "bare", Target.atLeast(0.65));

        assertThat(row.markdown()).isEqualTo("| read | 80/s | 100/s bare | 0.80 | ≥ 0.65, reached | 0.60 – 0.90 |");
    }

    @Test
    void saysWhenATargetIsMissed() {
        Row row = Row.single("start", new Series(List.of(3.5, 4.0)), Unit.SECONDS, Target.below(3, Unit.SECONDS));

        assertThat(row.target()).isEqualTo("< 3.00 s, **missed**");
        assertThat(row.figure()).isEqualTo("3.75 s");
    }

    @Test
    void aFailureStaysOneLineOfTheTable() {
        Row row = Row.failed("start", new IllegalStateException("a | b\nmore"));

        assertThat(row.markdown()).isEqualTo("| start | failed | a / b | — | — | — |");
    }
}
