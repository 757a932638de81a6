package dev.gatehouse.database.failover;

import dev.gatehouse.testing.Soak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** How long writes failed, printed after each failover, and kept in a file after many. */
final class FailoverReport {
    private static final Path FILE = Path.of(System.getProperty("gatehouse.root", ".."), "bench", "failovers.md");
    private static final String HEAD = """
            # What failovers cost

            Written by `make soak`. The primary of a synchronous pair under Patroni is killed, or freezes and goes on later, while two
            processes are loaded ([docs/high-availability.md](../docs/high-availability.md#a-pair-with-patroni)). How long the pair takes
            to agree on a new primary goes by its settings, here `ttl: 5` and `loop_wait: 1`. Figures are medians, and in parentheses the
            least and the most.

            - machine: %d cores, %s
            - date: %s

            | primary | found by | failovers | new primary after | no write for | longest answer | answers 503 | writes in all | lost |
            |---|---|---|---|---|---|---|---|---|
            """;

    private final Map<String, List<Failover>> rows = new LinkedHashMap<>();

    /**
     * One in which nothing was lost, as a process saw it.
     *
     * @param promoted how long it took until another server was the primary
     */
    private record Failover(Duration promoted, Acknowledged acknowledged) {}

    /** @param promoted how long it took until another server was the primary */
    void add(Fault fault, String way, Duration promoted, Acknowledged acknowledged) {
        String row = fault.name().toLowerCase(Locale.ROOT) + " | " + way;
        rows.computeIfAbsent(row, _ -> new ArrayList<>()).add(new Failover(promoted, acknowledged));
        System.out.printf(
                "primary %s: another after %s, no write for %s, longest answer %s, %d answers 503, %d writes, none lost%n",
                row,
                seconds(promoted),
                seconds(acknowledged.longestGap()),
                seconds(acknowledged.longestAnswer()),
                acknowledged.refusals(),
                acknowledged.writes());
    }

    /** Where there were enough of them. */
    void write() throws IOException {
        if (Soak.rounds(0, 1) == 0 || rows.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(HEAD.formatted(
                Runtime.getRuntime().availableProcessors(), System.getProperty("os.name"), LocalDate.now()));
        rows.forEach((row, all) -> text.append("| %s | %d | %s | %s | %s | %s | %d | 0 |%n"
                .formatted(
                        row,
                        all.size(),
                        times(all, Failover::promoted),
                        times(all, failover -> failover.acknowledged().longestGap()),
                        times(all, failover -> failover.acknowledged().longestAnswer()),
                        numbers(all),
                        all.stream()
                                .mapToInt(failover -> failover.acknowledged().writes())
                                .sum())));
        Files.writeString(FILE, text.toString());
    }

    private static String times(List<Failover> all, Function<Failover, Duration> what) {
        List<Duration> sorted = all.stream().map(what).sorted().toList();
        return "%s (%s – %s)"
                .formatted(
                        seconds(sorted.get(sorted.size() / 2)), seconds(sorted.getFirst()), seconds(sorted.getLast()));
    }

    private static String numbers(List<Failover> all) {
        List<Integer> sorted = all.stream()
                .map(failover -> failover.acknowledged().refusals())
                .sorted()
                .toList();
        return "%d (%d – %d)".formatted(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
