package dev.gatehouse.database.failover;

import dev.gatehouse.store.embedded.PostgresUser;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One of the two: a Patroni with its PostgreSQL, which stand for a machine. */
final class DatabaseMember implements Closeable {
    /** Debian's; it comes without a version in its name. */
    static final Path PATRONI = Path.of("/usr/bin/patroni");

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final int port;
    private final Path directory;
    private final PostgresUser user;
    private Process patroni;
    private List<ProcessHandle> frozen = List.of();

    /** @param directory its own, with its configuration in it */
    DatabaseMember(int patroniPort, Path directory, PostgresUser user) throws IOException {
        this.port = patroniPort;
        this.directory = directory;
        this.user = user;
        start();
    }

    /** Also after it was killed: then it follows whoever is the primary now. */
    void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        user.command(PATRONI, directory.resolve("config.yml").toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("patroni.log").toFile()));
        builder.environment().put("HOME", directory.toString());
        patroni = builder.start();
    }

    boolean isPrimary() {
        return answers("/primary");
    }

    /** Whether the primary waits for it. */
    boolean isSynchronous() {
        return answers("/synchronous");
    }

    private boolean answers(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** As a loss of power does. */
    void kill() throws IOException, InterruptedException {
        signal("KILL", processes());
        patroni.waitFor();
    }

    /** Patroni stays. */
    void crash() throws IOException, InterruptedException {
        signal("KILL", withDescendants(postmaster().stream()));
    }

    /** As the pause of a machine does. */
    void freeze() throws IOException, InterruptedException {
        frozen = processes();
        signal("STOP", frozen);
    }

    /** Lets it go on as if nothing had been. */
    void thaw() throws IOException, InterruptedException {
        signal("CONT", frozen.reversed());
    }

    /** Those that start others come first, so that none is missed. */
    private List<ProcessHandle> processes() throws IOException {
        return withDescendants(Stream.concat(Stream.of(patroni.toHandle()), postmaster().stream()));
    }

    private static List<ProcessHandle> withDescendants(Stream<ProcessHandle> processes) {
        return processes
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .filter(ProcessHandle::isAlive)
                .distinct()
                .toList();
    }

    /** The file of a server that was killed stays, while its number may be another process's by now. */
    private Optional<ProcessHandle> postmaster() throws IOException {
        Path data = directory.resolve("gatehouse");
        Path file = data.resolve("postmaster.pid");
        return Files.exists(file)
                ? ProcessHandle.of(Long.parseLong(
                                Files.readAllLines(file).getFirst().strip()))
                        .filter(process ->
                                process.info().commandLine().orElse("").contains("-D " + data + " "))
                : Optional.empty();
    }

    /** One that ended by itself meanwhile is no failure. */
    private static void signal(String name, List<ProcessHandle> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Override
    public void close() throws IOException {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }

    @Override
    public String toString() {
        return directory.getFileName().toString();
    }
}
