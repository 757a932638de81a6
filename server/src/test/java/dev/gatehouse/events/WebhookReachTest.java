package dev.gatehouse.events;

import static dev.gatehouse.events.EventCallers.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A webhook reaches as far as the token that handles it, and as its client does when it is called. */
class WebhookReachTest {
    private static TestServer server;

    private final String ann = server.newUser();
    private final Api administrator = server.administrator();

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("GATEHOUSE_VAULT_ALLOW_LOOPBACK_HTTP", "true"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private void changeService() {
        String service = "{\"serviceId\":\"orders-" + UUID.randomUUID()
                + "\",\"serviceType\":\"openapi\",\"serviceName\":\"Orders\",\"scope\":\"\"}";
        Api anns = server.as(ann, "oauth.service.w");
        anns.post("/oauth2/service", service).expect(200);
        anns.put("/oauth2/service", service).expect(200);
    }

    /** A webhook that tells more than the token could read is not the token's to use, change or send elsewhere. */
    @Test
    void s25_aNarrowTokenDoesNothingWithAWiderWebhook() {
        TestServer.Registered client = server.newClient(ann, "oauth.service.r", "token-storage.r", "token-storage.w");
        Api whole = server.admin().withToken(server.token(client.clientId(), client.secret()));
        Api narrow = server.admin()
                .withToken(server.token(client.clientId(), client.secret(), "token-storage.r", "token-storage.w"));
        String path = "/webhook/"
                + whole.post("/webhook", "{\"url\":\"https://a.example.org/\",\"eventTypes\":[\"service.changed\"]}")
                        .expect(201)
                        .json()
                        .get("webhookId")
                        .asString();

        for (Answer refused : List.of(
                narrow.put(path, "{\"url\":\"https://evil.example.org/\"}"),
                narrow.post(path + "/secret", ""),
                narrow.post(path + "/test", ""),
                narrow.post(path + "/replay", "{\"since\":\"2026-01-31T12:00:00Z\"}"),
                narrow.get(path + "/delivery?page=1"))) {
            refused.expectError(403, "ERR11620", "PERMISSION_DENIED");
        }
        whole.get(path + "/delivery?page=1").expect(200);
        narrow.delete(path).expect(204);
    }

    @Test
    void s27_aWebhookTellsNothingThatItsClientMayReadNoLonger() {
        try (Receiver receiver = new Receiver();
                Receiver still = new Receiver()) {
            TestServer.Registered client =
                    server.newClient(ann, "oauth.service.r", "token-storage.r", "token-storage.w");
            Api api = server.admin().withToken(server.token(client.clientId(), client.secret()));
            String path = "/webhook/"
                    + api.post("/webhook", "{\"url\":\"" + receiver.url() + "\",\"eventTypes\":[\"service.changed\"]}")
                            .expect(201)
                            .json()
                            .get("webhookId")
                            .asString();
            server.as(ann, "token-storage.w", "oauth.service.r")
                    .post("/webhook", "{\"url\":\"" + still.url() + "\",\"eventTypes\":[\"service.changed\"]}")
                    .expect(201);

            administrator
                    .put("/oauth2/client", """
                            {"clientId":"%s","clientName":"Desk","scope":"token-storage.r token-storage.w"}
                            """.formatted(client.clientId()))
                    .expect(200);
            changeService();

            soon(() -> assertThat(still.messages()).hasSize(1));
            soon(() -> assertThat(administrator
                            .get(path + "/delivery?page=1&status=failed")
                            .expect(200)
                            .json())
                    .hasSize(1));
            assertThat(receiver.messages()).isEmpty();
        }
    }

    @Test
    void s27_aWebhookOfSomebodyDisabledTellsNothingOfConnections() {
        try (Receiver receiver = new Receiver()) {
            EventCallers connector = EventCallers.on(server);
            String id = connector.webhook(receiver.url()).get("webhookId").asString();
            server.jdbi()
                    .useHandle(handle -> handle.execute(
                            "update client set owner_id = ? where client_id = ?",
                            ann,
                            connector.client().clientId()));
            connector.connect("maria");
            soon(() -> assertThat(receiver.messages()).hasSize(1));
            administrator
                    .put(
                            "/oauth2/user",
                            "{\"userId\":\"%s\",\"userType\":\"employee\",\"email\":\"%s@example.org\",\"active\":false}"
                                    .formatted(ann, ann))
                    .expect(200);

            connector.change("maria", "reconnect_required", "it was taken back");

            soon(() -> assertThat(administrator
                            .get("/webhook/" + id + "/delivery?page=1&status=failed")
                            .expect(200)
                            .json())
                    .hasSize(1));
            assertThat(receiver.messages()).hasSize(1);
        }
    }
}
