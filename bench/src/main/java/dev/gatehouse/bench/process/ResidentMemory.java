package dev.gatehouse.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What processes take of the machine's memory, pages they share divided among those who share them. Stateless. */
public final class ResidentMemory {
    private ResidentMemory() {}

    /** Of the process and what it started, in MiB. */
    public static double withDescendants(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToDouble(one -> of(one.pid()))
                .sum();
    }

    /** Of one process, in MiB. */
    public static double of(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .sum();
        } catch (IOException e) {
            throw new IllegalStateException("memory is only known on Linux: " + e.getMessage(), e);
        }
    }
}
