package dev.gatehouse.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsageCountsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T23:59:59Z");

    @Test
    void nothingIsLostWhileOthersCount() {
        UsageCounts counts = new UsageCounts();
        List<CompletableFuture<Void>> callers = IntStream.range(0, 4)
                .mapToObj(_ -> CompletableFuture.runAsync(() ->
                        IntStream.range(0, 20_000).forEach(i -> counts.passed("s", "e" + i % 3, "c"))))
                .toList();
        while (callers.stream().anyMatch(caller -> !caller.isDone())) {
            counts.take(NOW);
        }
        counts.take(NOW);

        assertThat(counts.rows())
                .hasSize(3)
                .extracting(UsageRow::calls)
                .satisfies(calls ->
                        assertThat(calls.stream().mapToLong(each -> each).sum()).isEqualTo(80_000));
    }

    @Test
    void whatIsNotWrittenIsAddedToAndNeverMoreThanFits() {
        UsageCounts counts = new UsageCounts(2);
        counts.passed("s", "e", "c");
        counts.refused("s", "e", "c");
        counts.refused("s", "e", "d");
        counts.passed("s", "e", "one too many");
        counts.take(NOW);
        counts.passed("s", "e", "c");
        counts.passed("s", "e", "another too many");
        counts.take(NOW);

        assertThat(counts.rows())
                .extracting(row -> row.clientId() + " " + row.day() + " " + row.calls() + " " + row.refused())
                .containsExactly("c 2026-03-01 2 1", "d 2026-03-01 0 1");
        assertThat(counts.rows().getLast().lastUsed()).as("none passed").isNull();
        assertThat(counts.lost()).isEqualTo(2);
        counts.forget(counts.rows());
        counts.passed("s", "e", "c");
        counts.take(NOW.plusSeconds(1));
        assertThat(counts.rows()).extracting(row -> row.day().toString()).containsExactly("2026-03-02");
    }
}
