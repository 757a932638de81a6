package dev.gatehouse.store.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the programs of PostgreSQL to their end. Stateless. */
final class Command {
    private Command() {}

    /**
     * What a program did.
     *
     * @param exitCode zero for success
     * @param output what it wrote, standard output and errors together
     */
    record Outcome(int exitCode, String output) {
        boolean failed() {
            return exitCode != 0;
        }
    }

    /**
     * Runs a program with the given text as its input; it is ended by force after a minute.
     *
     * @throws IOException when it cannot be started
     */
    static Outcome run(List<String> command, Path workingDirectory, String input) throws IOException {
        Process process = prepare(command, workingDirectory).start();
        process.onExit().orTimeout(1, TimeUnit.MINUTES).exceptionally(_ -> process.destroyForcibly());
        try (var output = process.getInputStream()) {
            send(input, process);
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), text);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** A program with a fixed language and time zone, so that its messages can be read. */
    static ProcessBuilder prepare(List<String> command, Path workingDirectory) {
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        environment.putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
        return builder.directory(workingDirectory.toFile()).redirectErrorStream(true);
    }

    private static void send(String input, Process process) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading everything; its output says why.
        }
    }
}
