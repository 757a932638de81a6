package dev.gatehouse.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running server says about itself in {@code postmaster.pid}. Immutable.
 *
 * @param pid its process
 * @param dataDirectory the directory it was started on
 * @param startedAt when it started, in seconds since 1970
 * @param port the port it listens on; zero before it does
 * @param status {@code starting}, {@code ready}, {@code stopping}; empty before the first
 */
public record PostmasterFile(long pid, String dataDirectory, long startedAt, int port, String status) {

    /** Reads the file; empty where there is none or it is not written completely. */
    public static Optional<PostmasterFile> read(Path cluster) {
        try {
            List<String> lines = Files.readAllLines(path(cluster));
            return lines.size() < 3 ? Optional.empty() : Optional.of(parse(lines));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Path path(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    private static PostmasterFile parse(List<String> lines) {
        return new PostmasterFile(
                Long.parseLong(lines.get(0).strip()),
                lines.get(1),
                Long.parseLong(lines.get(2).strip()),
                lines.size() > 3 && !lines.get(3).isBlank()
                        ? Integer.parseInt(lines.get(3).strip())
                        : 0,
                lines.size() > 7 ? lines.get(7).strip() : "");
    }
}
