package dev.gatehouse.bench.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A Gatehouse server as its launcher starts it, on free ports and with its embedded database. Thread-safe. */
public final class GatehouseProcess implements AutoCloseable {
    private static final Pattern LISTENERS = Pattern.compile("admin (\\S+), public (\\S+)");
    private static final JsonMapper JSON = new JsonMapper();

    private final Path data;
    private final ChildProcess child;
    private final HttpClient http;
    private final URI adminUrl;
    private final URI publicUrl;

    private GatehouseProcess(Path data, ChildProcess child, HttpClient http) {
        this.data = data;
        this.child = child;
        this.http = http;
        Matcher listeners = LISTENERS.matcher(child.readyLine());
        if (!listeners.find()) {
            throw new IllegalStateException("no listeners in: " + child.readyLine());
        }
        adminUrl = URI.create(listeners.group(1));
        publicUrl = URI.create(listeners.group(2));
    }

    /** A server with a new data directory. */
    public static GatehouseProcess start(Workspace workspace, Map<String, String> settings) throws Exception {
        return start(workspace, workspace.newPath("data"), settings);
    }

    /** The same with TLS on the public listener. */
    public static GatehouseProcess startWithTls(Workspace workspace) throws Exception {
        OwnCertificate own = OwnCertificate.make(workspace);
        Map<String, String> settings = Map.of(
                "GATEHOUSE_PUBLIC_TLS_CERTIFICATE", own.certificate().toString(),
                "GATEHOUSE_PUBLIC_TLS_KEY", own.key().toString());
        HttpClient http = HttpClient.newBuilder().sslContext(own.trusting()).build();
        return start(workspace, workspace.newPath("data"), settings, http);
    }

    /** @param settings by environment variable, beside those every scenario needs */
    public static GatehouseProcess start(Workspace workspace, Path data, Map<String, String> settings)
            throws Exception {
        return start(workspace, data, settings, HttpClient.newHttpClient());
    }

    private static GatehouseProcess start(Workspace workspace, Path data, Map<String, String> settings, HttpClient http)
            throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("GATEHOUSE_ACCESS_TOKEN_SECONDS", "86400");
        environment.putAll(settings);
        List<String> command = List.of(
                workspace.root().resolve("bin/gatehouse").toString(),
                "server",
                "--data=" + data,
                "--admin-port=0",
                "--public-port=0");
        Path log = data.resolveSibling("server.log");
        return new GatehouseProcess(
                data, ChildProcess.start(workspace, command, environment, log, "Gatehouse is ready"), http);
    }

    /** Another one on the same database, with the same master key and issuer. */
    public GatehouseProcess beside(Workspace workspace) throws Exception {
        Path other = Files.createDirectories(workspace.newPath("data"));
        Files.copy(data.resolve("master.key"), other.resolve("master.key"), StandardCopyOption.COPY_ATTRIBUTES);
        Map<String, String> settings =
                Map.of("GATEHOUSE_DATABASE_URL", database().url(), "GATEHOUSE_ISSUER", bootstrap("issuer"));
        return start(workspace, other, settings);
    }

    public URI admin(String path) {
        return adminUrl.resolve(path);
    }

    public URI tokenEndpoint() {
        return publicUrl.resolve("/oauth2/token");
    }

    public Duration startTime() {
        return child.startTime();
    }

    public long pid() {
        return child.handle().pid();
    }

    /** The options of its Java process that have to do with running, not with starting. */
    List<String> javaOptions() {
        String[] arguments = child.handle().info().arguments().orElse(new String[0]);
        return Stream.of(arguments)
                .takeWhile(argument -> !argument.equals("-jar"))
                .filter(argument -> !argument.contains("SharedArchive"))
                .toList();
    }

    public EmbeddedDatabase database() {
        return new EmbeddedDatabase(data);
    }

    /** How the first client authenticates (RFC 6749 section 2.3.1). */
    public String basicAuthentication() throws IOException {
        return basicAuthentication(bootstrap("clientId"), bootstrap("clientSecret"));
    }

    /** How a client with this id and secret authenticates. */
    public static String basicAuthentication(String clientId, String secret) {
        String credentials = clientId + ":" + secret;
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private String bootstrap(String member) throws IOException {
        return JSON.readTree(Files.readString(data.resolve("bootstrap.json")))
                .get(member)
                .asString();
    }

    /** An Authorization header with a token that has every scope. */
    public String bearer() throws IOException, InterruptedException {
        return bearer(basicAuthentication());
    }

    /** The same of the client that authenticates so. */
    public String bearer(String authentication) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(tokenEndpoint())
                .header("Authorization", authentication)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        return "Bearer " + JSON.readTree(send(request)).get("access_token").asString();
    }

    /** Sends a document and returns the answer's. */
    public String send(String method, String path, String bearer, String contentType, byte[] document)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(admin(path))
                .header("Authorization", bearer)
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofByteArray(document))
                .build());
    }

    /** What is answered to the question. */
    public String get(String path, String bearer) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(admin(path))
                .header("Authorization", bearer)
                .build());
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(
                    request.method() + " " + request.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** Stops it, and its database too if it could not. */
    @Override
    public void close() {
        Optional<ProcessHandle> postgres = database().process();
        child.close();
        postgres.filter(ProcessHandle::isAlive).ifPresent(ProcessHandle::destroy);
        http.close();
    }
}
