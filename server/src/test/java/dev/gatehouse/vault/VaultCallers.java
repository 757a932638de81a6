package dev.gatehouse.vault;

import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.UUID;

/** Clients of connectors, and bodies and names that no other test uses. */
public final class VaultCallers {
    public static final String[] SCOPES = {"token-storage.r", "token-storage.w", "token-storage.secret.r"};

    private VaultCallers() {}

    /** The admin listener as a new connector's client calls it: with its id and secret. */
    public static Api connector(TestServer server) {
        TestServer.Registered client = server.newClient("admin", SCOPES);
        return server.admin().withBasic(client.clientId(), client.secret());
    }

    public static String newName() {
        return "port-" + UUID.randomUUID();
    }

    public static String newUser() {
        return "user-" + UUID.randomUUID();
    }

    public static String oauthService(String name) {
        return """
                {"servicename":"%s","authorize_url":"https://vendor.example/authorize",
                 "refresh_url":"https://vendor.example/token","client_id":"our-id","client_secret":"our-secret-%s",
                 "implements":["fileStorage","metadata"]}
                """.formatted(name, name);
    }

    public static String token(String service, String accessToken) {
        return """
                {"type":"Token","data":{"user":{"type":"User","data":{"username":"any"}},"service":"%s",
                 "access_token":"%s"}}
                """.formatted(service, accessToken);
    }

    public static String oauthToken(String service, String accessToken, String refreshToken, String expires) {
        return """
                {"type":"OAuth2Token","data":{"service":{"type":"OAuth2Service","data":{"servicename":"%s"}},
                 "access_token":"%s","refresh_token":"%s","expiration_date":"%s"}}
                """.formatted(service, accessToken, refreshToken, expires);
    }
}
