package dev.gatehouse.bench.load;

import dev.gatehouse.bench.process.EmbeddedDatabase;
import dev.gatehouse.bench.process.ProgramRun;
import dev.gatehouse.bench.process.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own load generator, with prepared statements. Used by one thread. */
public final class Pgbench {
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: ([0-9]+)");
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final Workspace workspace;
    private final String program;

    private Pgbench(Workspace workspace, Path program) {
        this.workspace = workspace;
        this.program = program.toString();
    }

    /** @throws IllegalStateException when it is not installed */
    public static Pgbench of(Workspace workspace) {
        Path program = find().orElseThrow(() -> new IllegalStateException(
                "pgbench is not installed (Debian: it comes with apt-get install postgresql)"));
        return new Pgbench(workspace, program);
    }

    public static Optional<Path> find() {
        return ProgramRun.find("pgbench", newestFirst());
    }

    private static List<Path> newestFirst() {
        if (!Files.isDirectory(DEBIAN)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.sorted(Comparator.comparingInt(Pgbench::number).reversed())
                    .map(version -> version.resolve("bin"))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static int number(Path version) {
        String name = version.getFileName().toString();
        return name.matches("[0-9]{1,4}") ? Integer.parseInt(name) : 0;
    }

    /**
     * Runs a script again and again.
     *
     * @param variables their values become parameters of the statements
     * @return how often a second it ran
     */
    public double run(EmbeddedDatabase database, int clients, int seconds, String script, Map<String, String> variables)
            throws IOException, InterruptedException {
        Path file = Files.writeString(workspace.newPath("pgbench.sql"), script);
        List<String> command = new ArrayList<>(List.of(
                program,
                "--no-vacuum",
                "--protocol=prepared",
                "--jobs=1",
                "--client=" + clients,
                "--time=" + seconds,
                "--file=" + file,
                "--host=127.0.0.1",
                "--port=" + database.port(),
                "--username=" + EmbeddedDatabase.ROLE));
        variables.forEach((name, value) -> command.add("--define=" + name + "=" + value));
        command.add(EmbeddedDatabase.ROLE);
        String output = ProgramRun.output(workspace, command, Map.of("PGPASSWORD", database.password()));
        Matcher rate = RATE.matcher(output);
        Matcher failed = FAILED.matcher(output);
        boolean aborted =
                output.contains("aborted") || (failed.find() && !failed.group(1).equals("0"));
        if (!rate.find() || aborted) {
            throw new IllegalStateException("pgbench failed: " + output);
        }
        return Double.parseDouble(rate.group(1));
    }
}
