package dev.gatehouse.bench.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, started until it says that it is ready. Thread-safe. */
final class ChildProcess implements Workspace.Part {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final Workspace workspace;
    private final Process process;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private long readyNanos;

    private ChildProcess(Workspace workspace, Process process) {
        this.workspace = workspace;
        this.process = process;
    }

    /**
     * Starts it and waits.
     *
     * @param environment added to our own, of which settings of Gatehouse are left out
     * @param log where its output goes
     * @param sign part of the line by which it says that it is ready
     */
    static ChildProcess start(
            Workspace workspace, List<String> command, Map<String, String> environment, Path log, String sign)
            throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("GATEHOUSE_") && !name.equals("GATEHOUSE_JAVA_OPTIONS"));
        builder.environment().putAll(environment);
        long started = System.nanoTime();
        ChildProcess child = workspace.watched(new ChildProcess(workspace, builder.start()));
        Thread.ofPlatform().daemon().start(() -> child.read(log, sign, started));
        try {
            child.ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return child;
        } catch (Exception e) {
            child.close();
            throw new IllegalStateException(command.getFirst() + " does not start: " + Files.readString(log), e);
        }
    }

    private void read(Path log, String sign, long started) {
        try (BufferedReader output = process.inputReader();
                BufferedWriter copy = Files.newBufferedWriter(log)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (!ready.isDone() && line.contains(sign)) {
                    readyNanos = System.nanoTime() - started;
                    ready.complete(line);
                }
                copy.write(line);
                copy.newLine();
                copy.flush();
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new IOException("it ended"));
    }

    String readyLine() {
        return ready.join();
    }

    /** From the start of the process to its line. */
    Duration startTime() {
        ready.join();
        return Duration.ofNanos(readyNanos);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(DRAIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        workspace.forget(this);
    }
}
