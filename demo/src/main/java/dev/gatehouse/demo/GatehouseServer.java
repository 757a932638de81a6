package dev.gatehouse.demo;

import dev.gatehouse.client.Gatehouse;
import dev.gatehouse.client.call.Secret;
import dev.gatehouse.client.connection.ConnectionFilter;
import dev.gatehouse.client.oauthclient.OAuthClient;
import dev.gatehouse.client.user.Person;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import tools.jackson.databind.JsonNode;

/** The server, and what its operator does. Thread-safe. */
final class GatehouseServer {
    private final URI admin;
    private final URI listener;
    private final Gatehouse gatehouse;

    private GatehouseServer(URI admin, URI listener, Path data) throws IOException {
        this.admin = admin;
        this.listener = listener;
        JsonNode bootstrap = DemoJson.parse(Files.readString(data.resolve("bootstrap.json")));
        gatehouse = Gatehouse.at(admin, listener)
                .withClientCredentials(
                        bootstrap.get("clientId").asString(),
                        bootstrap.get("clientSecret").asString())
                .build();
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
        gatehouse.users().create(Person.of(userId, "employee", userId + "@example.org"), Secret.of(password));
    }

    /** What a connector is told as the URL of the token storage: with a client of its own in it. */
    String tokenStorageFor(String connector) {
        OAuthClient made =
                gatehouse.clients().create(OAuthClient.service(connector, "token-storage.r token-storage.w"));
        return "http://" + made.clientId() + ":" + made.clientSecret().reveal() + "@" + admin.getHost() + ":"
                + admin.getPort() + "/token-storage";
    }

    /** The state of every connection of a person, by connector. */
    List<String> connections(String userId) {
        return gatehouse
                .connections()
                .list(ConnectionFilter.all().ofUser(userId))
                .map(each -> each.connector() + " " + each.status())
                .toList();
    }
}
