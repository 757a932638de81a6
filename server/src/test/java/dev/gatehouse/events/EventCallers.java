package dev.gatehouse.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import tools.jackson.databind.JsonNode;

/** A connector's client with one service of its own, on a server that may call this machine. */
public record EventCallers(TestServer server, TestServer.Registered client, Api api, String connector) {
    private static final String[] SCOPES = {"token-storage.r", "token-storage.w"};

    public static EventCallers on(TestServer server) {
        TestServer.Registered client = server.newClient("admin", SCOPES);
        Api api = server.admin().withBasic(client.clientId(), client.secret());
        String connector = "port-" + UUID.randomUUID();
        api.post("/token-storage/service", """
                {"servicename":"%s","authorize_url":"https://vendor.example/authorize",
                 "refresh_url":"https://vendor.example/token","client_id":"our-id","client_secret":"our-secret",
                 "implements":["fileStorage"]}
                """.formatted(connector)).expect(200);
        return new EventCallers(server, client, api, connector);
    }

    /** Connects a person. */
    public void connect(String user) {
        api.post("/token-storage/user/" + user + "/token", """
                {"type":"OAuth2Token","data":{"service":"%s","access_token":"access-%s","refresh_token":"refresh-%s"}}
                """.formatted(connector, user, user))
                .expect(201);
    }

    public void disconnect(String user) {
        api.delete("/connections/" + user + "/" + connector).expect(204);
    }

    /** The same, as refreshing would find it. */
    public void change(String user, String status, String error) {
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update connection set status = ?, last_error = ? where user_id = ? and connector = ?",
                        status,
                        error,
                        user,
                        connector));
    }

    /** Has the URL called with these types, or all; the answer holds the secret. */
    public JsonNode webhook(String url, String... eventTypes) {
        String types = eventTypes.length == 0 ? "" : ",\"eventTypes\":[\"" + String.join("\",\"", eventTypes) + "\"]";
        return api.post("/webhook", "{\"url\":\"" + url + "\"" + types + "}")
                .expect(201)
                .json();
    }

    public JsonNode webhookNow(String webhookId) {
        return api.get("/webhook/" + webhookId).expect(200).json();
    }

    JsonNode deliveries(String webhookId) {
        return api.get("/webhook/" + webhookId + "/delivery?page=1&pageSize=1000")
                .expect(200)
                .json();
    }

    /** The only delivery. */
    public JsonNode delivery(String webhookId) {
        JsonNode all = deliveries(webhookId);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    /** What waits for its next attempt has it now. */
    public void hasten(String webhookId) {
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update webhook_delivery set due = now() where due is not null and webhook_id = ?", webhookId));
    }

    public static void soon(ThrowingRunnable assertion) {
        await().untilAsserted(assertion);
    }
}
