package dev.gatehouse.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program in a process of its own. Thread-safe. */
final class Program implements AutoCloseable {
    private static final long START_SECONDS = 60;
    private static final long STOP_SECONDS = 30;
    private static final int KEPT_LINES = 30;

    /** For programs that run for seconds, compiling well takes longer than it saves. */
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

    private final String name;
    private final Process process;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final CompletableFuture<Matcher> ready = new CompletableFuture<>();

    private Program(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param environment beside our own, of which what would set these programs is left out
     * @param sign what the line looks like by which it says that it is ready
     */
    static Program start(Stage stage, List<String> command, Map<String, String> environment, String sign)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(Program::isSetting);
        builder.environment().putIfAbsent("GATEHOUSE_JAVA_OPTIONS", SHORT_LIVED);
        builder.environment().putAll(environment);
        String name = String.join(" ", command.subList(0, Math.min(2, command.size())));
        Program program = stage.running(() -> new Program(name, builder.start()));
        Thread.ofPlatform().daemon().start(() -> program.read(Pattern.compile(sign)));
        return program;
    }

    private static boolean isSetting(String variable) {
        return (variable.startsWith("GATEHOUSE_") && !variable.equals("GATEHOUSE_JAVA_OPTIONS"))
                || variable.startsWith("CONNECTOR_")
                || variable.startsWith("CENTRAL_SERVICE_")
                || variable.matches("(FOLDER|WEBDAV|INVENIO)_.*");
    }

    private void read(Pattern sign) {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                keep(line);
                Matcher match = sign.matcher(line);
                if (match.find()) {
                    ready.complete(match);
                }
            }
        } catch (IOException e) {
            keep(e.toString());
        }
        ready.completeExceptionally(new IOException("it ended"));
    }

    private void keep(String line) {
        synchronized (lastLines) {
            lastLines.add(line);
            if (lastLines.size() > KEPT_LINES) {
                lastLines.remove();
            }
        }
    }

    /** Waits until it said that it is ready; what it said. */
    Matcher ready() {
        try {
            return ready.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new DemoException(name + " did not start. It said:\n" + said());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("The demo was interrupted.");
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The last lines that it printed. */
    String said() {
        synchronized (lastLines) {
            return String.join("\n", lastLines);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
