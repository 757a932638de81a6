package dev.gatehouse.store.embedded;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.store.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server process of a cluster. It is nobody's child and in a session of its own, so a Ctrl-C meant for us does
 * not reach it. Thread-safe.
 */
final class Postmaster {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final Pattern FATAL = Pattern.compile("(FATAL|PANIC):");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FAST = Duration.ofSeconds(15);
    private static final Duration IMMEDIATE = Duration.ofSeconds(5);

    /** From giving up its file to the end of the process. */
    private static final Duration LAST_STEPS = Duration.ofMillis(500);

    private final PostgresPrograms programs;
    private final Path cluster;
    private final long pid;
    private final boolean seen;
    private final boolean commandSeen;

    Postmaster(PostgresPrograms programs, Path cluster, long pid) {
        this.programs = programs;
        this.cluster = cluster;
        this.pid = pid;
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        this.seen = process.isPresent();
        this.commandSeen = hasCommand(process);
    }

    /**
     * Starts the server and waits until it takes connections, however long its crash recovery takes.
     *
     * @param log what the server writes is appended here
     * @param end is told of the server as soon as it is there, so that it does not outlive this process while it recovers
     * @throws StartupException with the server's own reason when it does not start
     */
    static Postmaster start(PostgresPrograms programs, Path cluster, Path log, DeadMansSwitch end) throws IOException {
        Optional<PostmasterFile> stale = PostmasterFile.read(cluster);
        long logged = Files.exists(log) ? Files.size(log) : 0;
        List<String> command = programs.command("pg_ctl", "start", "-s", "-w", "-t", "3600", "-D", cluster.toString());
        Process starter = Command.prepare(command, cluster)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        starter.getOutputStream().close();
        Waiting.until(PATIENCE, () -> begun(cluster, stale).isPresent() || !starter.isAlive());
        Optional<PostmasterFile> begun = begun(cluster, stale);
        if (begun.isPresent()) {
            end.hold(begun.get());
        }
        while (!Waiting.until(PATIENCE, () -> ready(cluster, stale).isPresent() || !starter.isAlive())) {
            LOG.info("PostgreSQL is still recovering in {}", cluster);
        }
        Optional<PostmasterFile> ready = ready(cluster, stale);
        if (ready.isEmpty()) {
            throw new StartupException("PostgreSQL does not start: " + reason(log, logged));
        }
        end.hold(ready.get());
        return new Postmaster(programs, cluster, ready.get().pid());
    }

    /** Whether it is there; what the system hid from the beginning proves nothing when it is not seen. */
    boolean isAlive() {
        boolean named =
                PostmasterFile.read(cluster).filter(file -> file.pid() == pid).isPresent();
        return named && !isGone(ProcessHandle.of(pid));
    }

    /** A dead process that nobody reaps, as can happen in a container, is still listed but has no command any more. */
    private boolean isGone(Optional<ProcessHandle> process) {
        return process.isEmpty() ? seen : !process.get().isAlive() || (commandSeen && !hasCommand(process));
    }

    private static boolean hasCommand(Optional<ProcessHandle> process) {
        return process.flatMap(handle -> handle.info().command()).isPresent();
    }

    /** Ends the server: in good order, and if that takes too long, at once. It is gone afterwards. */
    void stop() throws IOException {
        if (!endsBy("INT", FAST)) {
            LOG.warn("PostgreSQL (process {}) does not stop in {} s; it is stopped at once", pid, FAST.toSeconds());
            if (!endsBy("QUIT", IMMEDIATE)) {
                endsBy("KILL", IMMEDIATE);
            }
        }
        Waiting.until(LAST_STEPS, () -> isGone(ProcessHandle.of(pid)));
    }

    private boolean endsBy(String signal, Duration time) throws IOException {
        signal(signal);
        return Waiting.until(time, () -> !isAlive());
    }

    private void signal(String name) throws IOException {
        Command.Outcome outcome =
                Command.run(programs.command("pg_ctl", "kill", name, Long.toString(pid)), cluster, "");
        if (outcome.failed() && isAlive()) {
            throw new IOException("PostgreSQL (process " + pid + ") cannot be stopped: "
                    + outcome.output().strip());
        }
    }

    private static Optional<PostmasterFile> begun(Path cluster, Optional<PostmasterFile> stale) {
        return PostmasterFile.read(cluster).filter(file -> !stale.equals(Optional.of(file)));
    }

    private static Optional<PostmasterFile> ready(Path cluster, Optional<PostmasterFile> stale) {
        return begun(cluster, stale).filter(file -> file.status().equals("ready"));
    }

    private static String reason(Path log, long from) throws IOException {
        byte[] all = Files.readAllBytes(log);
        String written = new String(all, (int) from, (int) (all.length - from), StandardCharsets.UTF_8);
        List<String> lines = written.lines().filter(line -> !line.isBlank()).toList();
        String cause = lines.stream()
                .filter(line ->
                        line.contains("could not bind") || FATAL.matcher(line).find())
                .findFirst()
                .orElse(lines.isEmpty() ? Directories.unexplained(log) : lines.getFirst());
        return cause.replaceFirst("^.*?(PANIC|FATAL|LOG):\\s+", "") + " (see " + log + ")";
    }
}
