package dev.gatehouse.bench.process;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A Keycloak in production mode as the build unpacked it, with a realm and a client to be measured. Thread-safe. */
public final class KeycloakProcess implements AutoCloseable {
    private static final String READY = "Listening on: ";
    private static final String ADMINISTRATOR = "admin";
    private static final String CLIENT = "bench";
    private static final String USER = "maria";
    private static final String SECRET = "not-secret-to-anybody";

    private final ChildProcess child;
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;

    private KeycloakProcess(ChildProcess child) {
        this.child = child;
        String line = child.readyLine();
        this.url =
                URI.create(line.substring(line.indexOf(READY) + READY.length()).strip());
    }

    public static KeycloakProcess start(Workspace workspace) throws Exception {
        String program = home(workspace.root().resolve("server/target/keycloak"))
                .orElseThrow(() -> new IllegalStateException("no Keycloak: build with the profile keycloak"))
                .resolve("bin/kc.sh")
                .toString();
        Map<String, String> environment = Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                ADMINISTRATOR,
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                ADMINISTRATOR);
        ProgramRun.output(workspace, List.of(program, "build", "--db=dev-mem", "--cache=local"), environment);
        List<String> command = List.of(
                program,
                "start",
                "--optimized",
                "--http-enabled=true",
                "--hostname-strict=false",
                "--http-host=127.0.0.1",
                "--http-port=0");
        Path log = workspace.newPath("keycloak.log");
        KeycloakProcess keycloak = new KeycloakProcess(ChildProcess.start(workspace, command, environment, log, READY));
        keycloak.addRealm();
        return keycloak;
    }

    private static Optional<Path> home(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> unpacked = Files.list(folder)) {
            return unpacked.filter(home -> Files.isExecutable(home.resolve("bin/kc.sh")))
                    .findFirst();
        }
    }

    /** Its client's tokens are signed with ES256 and live for a day, as ours are and do. */
    private void addRealm() throws IOException, InterruptedException {
        String form = form(Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                ADMINISTRATOR,
                "password",
                ADMINISTRATOR));
        String token = member(form, "/realms/master/protocol/openid-connect/token", "access_token");
        send(HttpRequest.newBuilder(url.resolve("/admin/realms"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"realm":"bench","enabled":true,"sslRequired":"none","accessTokenLifespan":86400,
                         "clients":[{"clientId":"%s","secret":"%s",
                         "serviceAccountsEnabled":true,"standardFlowEnabled":false,"directAccessGrantsEnabled":true,
                         "attributes":{"access.token.signed.response.alg":"ES256"}}],
                         "users":[{"username":"%s","enabled":true,"email":"maria@example.org","emailVerified":true,
                         "firstName":"Maria","lastName":"M","credentials":[{"type":"password","value":"%s"}]}]}
                        """.formatted(CLIENT, SECRET, USER, SECRET)))
                .build());
    }

    private String member(String form, String path, String name) throws IOException, InterruptedException {
        return new JsonMapper()
                .readTree(send(HttpRequest.newBuilder(url.resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build()))
                .get(name)
                .asString();
    }

    /** The refresh token of a new session of its user. */
    public String newRefreshToken() throws IOException, InterruptedException {
        String form = form(Map.of(
                "grant_type",
                "password",
                "client_id",
                CLIENT,
                "client_secret",
                SECRET,
                "username",
                USER,
                "password",
                SECRET));
        return member(form, tokenEndpoint().getPath(), "refresh_token");
    }

    /** An access token of its client. */
    public String newAccessToken() throws IOException, InterruptedException {
        String form = form(Map.of("grant_type", "client_credentials", "client_id", CLIENT, "client_secret", SECRET));
        return member(form, tokenEndpoint().getPath(), "access_token");
    }

    private static String form(Map<String, String> fields) {
        List<String> pairs = new ArrayList<>();
        fields.forEach((name, value) -> pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return String.join("&", pairs);
    }

    private String send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(request + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    public URI tokenEndpoint() {
        return url.resolve("/realms/bench/protocol/openid-connect/token");
    }

    /** How its client authenticates (RFC 6749 section 2.3.1). */
    public String basicAuthentication() {
        byte[] credentials = (CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    /** In MiB. */
    public double residentMemory() {
        return ResidentMemory.withDescendants(child.handle());
    }

    @Override
    public void close() {
        child.close();
        http.close();
    }
}
