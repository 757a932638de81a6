package dev.gatehouse.connector.tokens;

import dev.gatehouse.connector.Connector;
import dev.gatehouse.connector.settings.ConnectorSetting;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/** A real token storage, and clients of connectors there. */
public final class StorageFixture {
    /** For all tests; they keep apart by names. */
    public static final TestServer SERVER = TestServer.start(Map.of("GATEHOUSE_VAULT_ALLOW_LOOPBACK_HTTP", "true"));

    private StorageFixture() {}

    public static TestServer.Registered client(String... scopes) {
        return SERVER.newClient("admin", scopes);
    }

    public static TestServer.Registered client() {
        return client("token-storage.r", "token-storage.w");
    }

    /** What is put into CENTRAL_SERVICE_TOKEN_STORAGE. */
    public static String url(TestServer.Registered client, int port) {
        return "http://" + client.clientId() + ":" + client.secret() + "@127.0.0.1:" + port + "/token-storage";
    }

    public static String url(TestServer.Registered client) {
        return url(client, adminPort());
    }

    public static int adminPort() {
        URI admin = SERVER.adminUrl();
        return admin.getPort();
    }

    /** The admin listener as the connector's client calls it. */
    public static Api api(TestServer.Registered client) {
        return SERVER.admin().withBasic(client.clientId(), client.secret());
    }

    public static String newName() {
        return "port-" + UUID.randomUUID();
    }

    /** A connector that is a client of the token storage. */
    public static Connector of(Connector connector, TestServer.Registered client) {
        return connector
                .environment(Map.of())
                .with(ConnectorSetting.TOKEN_STORAGE, url(client))
                .with(ConnectorSetting.PORT, "0");
    }
}
