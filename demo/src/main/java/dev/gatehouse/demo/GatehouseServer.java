package dev.gatehouse.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The server, and what its operator does. Thread-safe. */
final class GatehouseServer {
    private final URI admin;
    private final URI listener;
    private final Web web = new Web();
    private final String token;

    private GatehouseServer(URI admin, URI listener, Path data) throws IOException {
        this.admin = admin;
        this.listener = listener;
        JsonNode bootstrap = DemoJson.parse(Files.readString(data.resolve("bootstrap.json")));
        String pair = bootstrap.get("clientId").asString() + ":"
                + bootstrap.get("clientSecret").asString();
        token = web.json(HttpRequest.newBuilder(listener.resolve("/oauth2/token"))
                        .header("Authorization", "Basic " + base64(pair))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials")))
                .get("access_token")
                .asString();
    }

    static GatehouseServer start(Stage stage) throws IOException {
        Path data = stage.folder("gatehouse").resolve("data");
        List<String> command = List.of(
                stage.root().resolve("bin/gatehouse").toString(),
                "server",
                "--data=" + data,
                "--admin-port=0",
                "--public-port=0");
        Matcher listeners = Program.start(
                        stage,
                        command,
                        // The third parties of the demo are on this machine, without TLS.
                        Map.of("GATEHOUSE_VAULT_ALLOW_LOOPBACK_HTTP", "true"),
                        "Gatehouse is ready: admin (\\S+), public (\\S+)")
                .ready();
        return new GatehouseServer(URI.create(listeners.group(1)), URI.create(listeners.group(2)), data);
    }

    /** Where people sign in and connect their accounts. */
    URI listener() {
        return listener;
    }

    /** A person who can sign in. */
    void addUser(String userId, String password) {
        ObjectNode user = DemoJson.object()
                .put("userId", userId)
                .put("userType", "employee")
                .put("email", userId + "@example.org")
                .put("password", password)
                .put("passwordConfirm", password);
        web.json(authorized(Web.sending("POST", admin.resolve("/oauth2/user"), user)));
    }

    /** What a connector is told as the URL of the token storage: with a client of its own in it. */
    String tokenStorageFor(String connector) {
        ObjectNode client = DemoJson.object()
                .put("clientName", connector)
                .put("clientProfile", "service")
                .put("scope", "token-storage.r token-storage.w");
        JsonNode made = web.json(authorized(Web.sending("POST", admin.resolve("/oauth2/client"), client)));
        return "http://" + made.get("clientId").asString() + ":"
                + made.get("clientSecret").asString() + "@" + admin.getHost() + ":" + admin.getPort()
                + "/token-storage";
    }

    /** The state of every connection of a person, by connector. */
    List<String> connections(String userId) {
        URI uri = admin.resolve("/connections?page=1&user=" + userId);
        return web.json(authorized(HttpRequest.newBuilder(uri)))
                .valueStream()
                .map(each -> each.get("connector").asString() + " "
                        + each.get("status").asString())
                .sorted()
                .toList();
    }

    private HttpRequest.Builder authorized(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + token);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
