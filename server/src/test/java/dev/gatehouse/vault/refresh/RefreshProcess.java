package dev.gatehouse.vault.refresh;

import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.vault.connection.ConnectionId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** An engine in a process of its own, which can be killed, stopped and continued. */
final class RefreshProcess implements AutoCloseable {
    private static final String READY = "ready";

    private final Process process;

    private RefreshProcess(Process process) {
        this.process = process;
    }

    /** The other process: refreshes each connection that is named on its standard input. */
    public static void main(String[] arguments) throws IOException {
        DatabaseAddress database = new DatabaseAddress(arguments[0], arguments[1], arguments[2]);
        try (RefreshEngine engine = new RefreshEngine(database, Path.of(arguments[3]), RefreshEngine.Options.USUAL);
                BufferedReader ids = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(READY);
            for (String key = ids.readLine(); key != null; key = ids.readLine()) {
                ConnectionId id = ConnectionId.ofKey(key);
                Thread.ofVirtual().start(() -> engine.tokens().refreshed(id));
            }
        }
    }

    /** Returns once it is ready. */
    static RefreshProcess start(RefreshBed bed) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx160m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RefreshProcess.class.getName(),
                        bed.database().jdbcUrl(),
                        bed.database().user(),
                        bed.database().password(),
                        bed.masterKeyFile().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(READY)) {
                return new RefreshProcess(process);
            }
        }
        throw new AssertionError("the process does not start");
    }

    /** Lets it refresh the connection. */
    void refresh(ConnectionId id) throws IOException {
        process.outputWriter().write(id.key() + "\n");
        process.outputWriter().flush();
    }

    /** As a loss of power does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Stops it in the middle of what it does. */
    void stop() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it go on as if nothing had been. */
    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new AssertionError("no signal " + name);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
