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

            Written by `make soak`. A primary of a synchronous pair under Patroni is killed, or frozen and let go on later, under load
            ([docs/high-availability.md](../docs/high-availability.md#a-pair-with-patroni)), with `ttl: 5` and `loop_wait: 1`: of a time
            without writes, as long as `ttl` is what the pair takes to agree. Each row tells what a process saw that finds the primary that
            way: the median and, in parentheses, the least and the most.

            - machine: %d cores, %s
            - date: %s

            | primary | found by | failovers | no write was acknowledged for | longest answer | answers 503 | writes acknowledged, in all | lost |
            |---|---|---|---|---|---|---|---|
            """;

    private final Map<String, List<Acknowledged>> rows = new LinkedHashMap<>();

    /** After a failover in which nothing was lost. */
    void add(Fault fault, String way, Acknowledged acknowledged) {
        String row = fault.name().toLowerCase(Locale.ROOT) + " | " + way;
        rows.computeIfAbsent(row, _ -> new ArrayList<>()).add(acknowledged);
        System.out.printf(
                "primary %s: no write for %s, longest answer %s, %d answers 503, %d writes, none lost%n",
                row,
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
        rows.forEach((row, all) -> text.append("| %s | %d | %s | %s | %s | %d | 0 |%n"
                .formatted(
                        row,
                        all.size(),
                        times(all, Acknowledged::longestGap),
                        times(all, Acknowledged::longestAnswer),
                        numbers(all),
                        all.stream().mapToInt(Acknowledged::writes).sum())));
        Files.writeString(FILE, text.toString());
    }

    private static String times(List<Acknowledged> all, Function<Acknowledged, Duration> what) {
        List<Duration> sorted = all.stream().map(what).sorted().toList();
        return "%s (%s – %s)"
                .formatted(
                        seconds(sorted.get(sorted.size() / 2)), seconds(sorted.getFirst()), seconds(sorted.getLast()));
    }

    private static String numbers(List<Acknowledged> all) {
        List<Integer> sorted = all.stream().map(Acknowledged::refusals).sorted().toList();
        return "%d (%d – %d)".formatted(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
