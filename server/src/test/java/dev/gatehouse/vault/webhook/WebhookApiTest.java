package dev.gatehouse.vault.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.events.EventCallers;
import dev.gatehouse.events.Receiver;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestServer;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Managing webhooks. */
class WebhookApiTest {
    private static TestServer server;

    private final EventCallers caller = EventCallers.on(server);

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("GATEHOUSE_VAULT_ALLOW_LOOPBACK_HTTP", "true"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void showsASecretOnceAndNeverKeepsItInClear() {
        JsonNode created = caller.webhook("https://port.example.org/events");
        String secret = created.get("secret").asString();
        String id = created.get("webhookId").asString();

        assertThat(caller.webhookNow(id).has("secret")).isFalse();
        assertThat(caller.api().get("/webhook?page=1").expect(200).text()).doesNotContain("whsec_");
        String row = server.jdbi()
                .withHandle(handle -> handle.createQuery("""
                                select webhook::text || encode(sealed_secrets, 'escape') from webhook
                                 where webhook_id = :id
                                """)
                        .bind("id", id)
                        .mapTo(String.class)
                        .one());
        assertThat(row).doesNotContain("whsec_").doesNotContain(secret.substring(6));
    }

    @Test
    void s17_anotherClientsWebhookIsNotThere() {
        String id = caller.webhook("https://port.example.org/events")
                .get("webhookId")
                .asString();
        Api other = EventCallers.on(server).api();

        other.get("/webhook/" + id).expectError(404, "ERR12150", "WEBHOOK_NOT_FOUND");
        other.delete("/webhook/" + id).expectError(404, "ERR12150", "WEBHOOK_NOT_FOUND");
        other.put("/webhook/" + id, "{\"url\":\"https://evil.example\"}")
                .expectError(404, "ERR12150", "WEBHOOK_NOT_FOUND");
        for (String action : new String[] {"/secret", "/test"}) {
            other.post("/webhook/" + id + action, "").expectError(404, "ERR12150", "WEBHOOK_NOT_FOUND");
        }
        other.get("/webhook/" + id + "/delivery?page=1").expectError(404, "ERR12150", "WEBHOOK_NOT_FOUND");
        other.post("/webhook/" + id + "/replay", "{\"since\":\"2026-01-01T00:00:00Z\"}")
                .expectError(404, "ERR12150", "WEBHOOK_NOT_FOUND");
        assertThat(other.get("/webhook?page=1").expect(200).text()).doesNotContain(id);
    }

    @Test
    void s17_anAdministratorSeesWebhooksWithoutActingForTheirClients() {
        String id = caller.webhook("https://port.example.org/events")
                .get("webhookId")
                .asString();
        Api administrator = server.administrator();

        administrator.get("/webhook/" + id).expect(200);
        administrator.post("/webhook/" + id + "/secret", "").expectError(403, "ERR11620", "PERMISSION_DENIED");
        administrator.post("/webhook/" + id + "/test", "").expectError(403, "ERR11620", "PERMISSION_DENIED");
        administrator.delete("/webhook/" + id).expect(204);
        caller.api().get("/webhook/" + id).expectError(404, "ERR12150", "WEBHOOK_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://port.example.org/",
                "https://10.0.0.7/",
                "https://169.254.169.254/latest/meta-data",
                "https://[fd00::1]/",
                "https://user:password@port.example.org/",
                "ftp://port.example.org/",
                "/events"
            })
    void s18_refusesUrlsThatAreNotCalled(String url) {
        caller.api().post("/webhook", "{\"url\":\"" + url + "\"}").expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
    }

    @Test
    void s18_refusesThisMachineUnlessThatIsAllowed() {
        EventCallers.on(TestServer.shared())
                .api()
                .post("/webhook", "{\"url\":\"http://127.0.0.1:1/\"}")
                .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
    }

    @Test
    void sendsATestMessageAndTellsHowItWent() {
        try (Receiver receiver = new Receiver()) {
            JsonNode webhook = caller.webhook(receiver.url());
            String path = "/webhook/" + webhook.get("webhookId").asString() + "/test";
            JsonNode good = caller.api().post(path, "").expect(200).json();
            receiver.answerAll(Receiver.status(404, "nobody here"));
            JsonNode bad = caller.api().post(path, "").expect(200).json();

            assertThat(good.get("delivered").asBoolean()).isTrue();
            assertThat(receiver.messages().getFirst().type()).isEqualTo("webhook.test");
            assertThat(receiver.messages()
                            .getFirst()
                            .isSignedBy(webhook.get("secret").asString()))
                    .isTrue();
            assertThat(bad.get("delivered").asBoolean()).isFalse();
            assertThat(bad.get("status").asInt()).isEqualTo(404);
            assertThat(bad.get("error").asString()).isEqualTo("it answered 404: nobody here");
        }
    }

    @Test
    void changesAreGuardedByEntityTags() {
        Answer created = caller.api()
                .post("/webhook", "{\"url\":\"https://port.example.org/events\"}")
                .expect(201);
        String path = created.header("Location");
        caller.api()
                .put(
                        path,
                        "{\"url\":\"https://port.example.org/other\",\"eventTypes\":[\"connection.revoked\"]}",
                        "If-Match",
                        created.entityTag())
                .expect(200);

        caller.api()
                .put(path, "{\"url\":\"https://port.example.org/third\"}", "If-Match", created.entityTag())
                .expectError(412, "ERR12101", "PRECONDITION_FAILED");
        caller.api().delete(path, "If-Match", created.entityTag()).expectError(412, "ERR12101", "PRECONDITION_FAILED");
        assertThat(caller.api().get(path).json().get("url").asString()).isEqualTo("https://port.example.org/other");
    }

    @Test
    void aClientMayHaveTwenty() {
        IntStream.range(0, 20).parallel().forEach(i -> caller.webhook("https://port.example.org/" + i));

        caller.api()
                .post("/webhook", "{\"url\":\"https://port.example.org/more\"}")
                .expectError(409, "ERR12152", "WEBHOOK_LIMIT_REACHED");
        assertThat(caller.api().get("/webhook?page=2&pageSize=15").expect(200).json())
                .hasSize(5);
    }

    @Test
    void refusesWhatTheContractDoesNotKnow() {
        caller.api()
                .post("/webhook", "{\"url\":\"https://port.example.org/\",\"eventTypes\":[\"connection.exploded\"]}")
                .expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        String id = caller.webhook("https://port.example.org/events")
                .get("webhookId")
                .asString();
        caller.api().post("/webhook/" + id + "/replay", "{}").expectError(400, "ERR11004", "VALIDATOR_SCHEMA");
        caller.api()
                .post("/webhook/" + id + "/replay", "{\"event\":\"msg_nobody\"}")
                .expectError(404, "ERR12151", "EVENT_NOT_FOUND");
        caller.api()
                .get("/webhook/" + id + "/delivery?page=1&status=lost")
                .expectError(400, "ERR11010", "VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT");
    }

    @Test
    void s23_everyChangeIsAuditedWithoutTheUrl() {
        JsonNode webhook = caller.webhook("https://port.example.org/secret-path?key=shh");
        String id = webhook.get("webhookId").asString();
        caller.api().post("/webhook/" + id + "/secret", "").expect(200);
        caller.api().delete("/webhook/" + id).expect(204);

        String audit = server.administrator()
                .get("/oauth2/audit?page=1&subject=webhook/" + id)
                .expect(200)
                .text();
        assertThat(audit)
                .contains("webhook.create", "webhook.secret", "webhook.delete", "port.example.org")
                .doesNotContain("secret-path", "shh", "whsec_");
    }
}
