package dev.gatehouse.parties;

import dev.gatehouse.api.Json;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** One server for all parties, where the service {@code orders} is registered. Thread-safe. */
final class Site {
    static final String PASSWORD = "correct horse";

    private static final class Shared {
        static final Site SITE = new Site(TestServer.start(Map.of()));
    }

    private final TestServer server;

    private Site(TestServer server) {
        this.server = server;
        server.administrator().put("/oauth2/service/orders/contract", """
                {"openapi":"3.1.0","info":{"title":"Orders","version":"1"},
                 "components":{"securitySchemes":{"orders":{"type":"oauth2","flows":{"authorizationCode":{
                    "authorizationUrl":"https://id.example.org/oauth2/code","tokenUrl":"https://id.example.org/oauth2/token",
                    "scopes":{"orders.r":"See your orders","orders.w":"Order in your name"}}}}}},
                 "paths":{"/orders":{
                    "get":{"security":[{"orders":["orders.r"]}],"responses":{"200":{"description":"ok"}}},
                    "post":{"security":[{"orders":["orders.w"]}],"responses":{"200":{"description":"ok"}}}}}}
                """).expect(201);
    }

    /** The server that party tests share; it runs until the JVM ends. */
    static Site shared() {
        return Shared.SITE;
    }

    TestServer server() {
        return server;
    }

    /** What stands in tokens as {@code iss}, and where browsers find the public listener. */
    URI issuer() {
        return URI.create(server.bootstrap().get("issuer").asString());
    }

    /** Somebody with {@link #PASSWORD}. */
    String newUser() {
        return server.newUser();
    }

    /** An administrator with {@link #PASSWORD}. */
    String newAdministrator() {
        String userId = "admin-" + UUID.randomUUID();
        server.administrator()
                .post(
                        "/oauth2/user",
                        Json.text(Map.of(
                                "userId", userId,
                                "userType", "admin",
                                "email", userId + "@example.org",
                                "password", PASSWORD,
                                "passwordConfirm", PASSWORD)))
                .expect(200);
        return userId;
    }

    /** Registers a client as an operator does. */
    TestServer.Registered register(String name, String scope, Map<String, Object> more) {
        Map<String, Object> client = new LinkedHashMap<>(Map.of("clientName", name, "scope", scope));
        client.putAll(more);
        JsonNode answer = server.administrator()
                .post("/oauth2/client", Json.text(client))
                .expect(200)
                .json();
        return new TestServer.Registered(
                answer.get("clientId").asString(), answer.path("clientSecret").asString(""));
    }

    /** Replaces the signing keys, as an operator does. */
    void rotateKeys() {
        server.administrator().post("/oauth2/keys/rotation", "{}").expect(200);
    }
}
