package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.api.Json;
import dev.gatehouse.testing.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The server as an operator runs it: a process of its own with its embedded database. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Gatehouse is ready: admin (\\S+), public (\\S+)");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path data;
    private final Process process;
    private final URI admin;
    private final URI open;

    private ServerProcess(Path data, Process process, Matcher ready) {
        this.data = data;
        this.process = process;
        this.admin = URI.create(ready.group(1));
        this.open = URI.create(ready.group(2));
    }

    /**
     * How it is run.
     *
     * @param javaOptions such as the size of its heap
     * @param adminPort 0 for any that is free
     * @param publicPort 0 for any that is free
     * @param environment its settings
     */
    public record Options(List<String> javaOptions, int adminPort, int publicPort, Map<String, String> environment) {
        /** Quick to start, and small. */
        public static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");
    }

    /** Returns once it says that it is ready. */
    static ServerProcess start(Path data) throws IOException {
        return start(data, new Options(Options.SMALL, 0, 0, Map.of()));
    }

    public static ServerProcess start(Path data, Options options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options.javaOptions());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "dev.gatehouse.cli.GatehouseCommand",
                "server",
                "--data",
                data.toString(),
                "--admin-port",
                Integer.toString(orAny(options.adminPort())),
                "--public-port",
                Integer.toString(orAny(options.publicPort()))));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(data.resolve("standard-error.log").toFile());
        builder.environment().put("GATEHOUSE_DATABASE_WAIT_SECONDS", "300"); // a busy machine is no outage
        builder.environment().put("GATEHOUSE_ACCESS_TOKEN_SECONDS", "86400"); // longer than any test
        builder.environment().putAll(options.environment());
        Process process = builder.start();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                return new ServerProcess(data, process, ready);
            }
        }
        throw new AssertionError("no start: " + Files.readString(data.resolve("standard-error.log")));
    }

    /** One that nobody else is given once this process is killed: who still calls it there is to meet nobody. */
    private static int orAny(int port) {
        return port == 0 ? FreePort.next() : port;
    }

    public URI admin() {
        return admin;
    }

    public URI open() {
        return open;
    }

    public long pid() {
        return process.pid();
    }

    /** What it wrote to standard error, and of one that ended also what it wrote to standard output after it was ready. */
    public String log() throws IOException {
        String errors = Files.readString(data.resolve("standard-error.log"));
        if (process.isAlive()) {
            return errors;
        }
        StringBuilder last = new StringBuilder(errors);
        while (process.inputReader().ready()) { // its database may still hold the other end
            last.append(process.inputReader().readLine()).append('\n');
        }
        return last.append("ended with status ").append(process.exitValue()).toString();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Of the first client, as Basic authentication has them. */
    public String credentials() throws IOException {
        JsonNode bootstrap = Json.read(Files.readString(data.resolve("bootstrap.json")), JsonNode.class);
        String credentials = bootstrap.get("clientId").asString() + ":"
                + bootstrap.get("clientSecret").asString();
        return Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** An access token of the first client. */
    public String token() {
        try {
            HttpRequest request = HttpRequest.newBuilder(open.resolve("/oauth2/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Authorization", "Basic " + credentials())
                    .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                    .build();
            HttpResponse<String> answer = send(request);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return Json.read(answer.body(), JsonNode.class).get("access_token").asString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public HttpResponse<String> get(String token, String path) throws IOException {
        return send(to(token, path).GET().build());
    }

    public HttpResponse<String> post(String token, String path, String json) throws IOException {
        return send(to(token, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private HttpRequest.Builder to(String token, String path) {
        return HttpRequest.newBuilder(URI.create(admin + path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it as a loss of power does, in the middle of whatever it does. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Asks it to stop, as an init system does, and returns its exit status. */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not stop");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        client.close();
    }
}
