package dev.gatehouse.vault.webhook;

import static dev.gatehouse.events.EventCallers.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.events.EventCallers;
import dev.gatehouse.events.Receiver;
import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Messages on their way to receivers, good and bad. */
class WebhookDeliveryTest {
    private static TestServer server;

    private final Receiver receiver = new Receiver();
    private final EventCallers caller = EventCallers.on(server);

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of("GATEHOUSE_VAULT_ALLOW_LOOPBACK_HTTP", "true"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void closeReceiver() {
        receiver.close();
    }

    private List<Receiver.Message> received(int count) {
        soon(() -> assertThat(receiver.messages()).hasSizeGreaterThanOrEqualTo(count));
        return receiver.messages();
    }

    private static String id(JsonNode webhook) {
        return webhook.get("webhookId").asString();
    }

    @Test
    void signsMessagesAsStandardWebhooksSays() {
        String secret = caller.webhook(receiver.url()).get("secret").asString();
        caller.connect("maria");

        Receiver.Message message = received(1).getFirst();
        assertThat(message.isSignedBy(secret)).isTrue();
        assertThat(message.isSignedBy(WebhookSecrets.generate().current())).isFalse();
        assertThat(message.type()).isEqualTo("connection.connected");
        assertThat(message.json().get("data").get("user").asString()).isEqualTo("maria");
        assertThat(message.json().get("data").get("connector").asString()).isEqualTo(caller.connector());
        assertThat(Instant.parse(message.json().get("timestamp").asString()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    @Test
    void tellsEverythingThatHappensInItsOrder() {
        caller.webhook(receiver.url());
        caller.connect("maria");
        received(1);
        caller.change("maria", "retrying", "it answered 500");
        caller.change("maria", "connected", null);
        received(2);
        caller.change("maria", "reconnect_required", "invalid_grant");
        received(3);
        caller.disconnect("maria");

        List<Receiver.Message> messages = received(4);
        assertThat(messages.stream().map(Receiver.Message::type))
                .containsExactly(
                        "connection.connected",
                        "connection.refreshed",
                        "connection.reconnect_required",
                        "connection.revoked");
        assertThat(messages.get(2).json().get("data").get("reason").asString()).isEqualTo("invalid_grant");
    }

    @Test
    void sendsOnlyTheTypesThatAreWanted() {
        caller.webhook(receiver.url(), "connection.revoked");
        caller.connect("maria");
        caller.disconnect("maria");

        assertThat(received(1).getFirst().type()).isEqualTo("connection.revoked");
        assertThat(receiver.messages()).hasSize(1);
    }

    @Test
    void triesAgainWithTheSameIdAfterAWait() {
        String webhook = id(caller.webhook(receiver.url()));
        receiver.answerNext(Receiver.status(500, "out of\npaper\u0000"));
        caller.connect("maria");
        soon(() -> assertThat(caller.delivery(webhook).get("attempts").asInt()).isEqualTo(1));

        JsonNode waiting = caller.delivery(webhook);
        assertThat(waiting.get("status").asString()).isEqualTo("pending");
        assertThat(waiting.get("lastStatus").asInt()).isEqualTo(500);
        assertThat(waiting.get("lastError").asString()).isEqualTo("it answered 500: out of paper");
        Duration wait = Duration.between(
                Instant.parse(waiting.get("lastAttemptDt").asString()),
                Instant.parse(waiting.get("nextAttemptDt").asString()));
        assertThat(wait).isBetween(Duration.ofMillis(3999), Duration.ofMillis(6001));
        caller.hasten(webhook);
        soon(() -> assertThat(caller.delivery(webhook).get("status").asString()).isEqualTo("delivered"));

        assertThat(received(2).stream().map(Receiver.Message::id).distinct()).hasSize(1);
        assertThat(receiver.messages().stream().map(Receiver.Message::body).distinct())
                .hasSize(1);
        assertThat(caller.webhookNow(webhook).has("failingSinceDt")).isFalse();
    }

    @Test
    void waitsAsLongAsAReceiverAsks() {
        String webhook = id(caller.webhook(receiver.url()));
        receiver.answerNext(Receiver.status(429, "", "Retry-After", "7200"));
        caller.connect("maria");
        soon(() -> assertThat(caller.delivery(webhook).get("attempts").asInt()).isEqualTo(1));

        assertThat(Instant.parse(caller.delivery(webhook).get("nextAttemptDt").asString()))
                .isAfter(Instant.now().plusSeconds(7000));
    }

    @Test
    void keepsWhatItGaveUpAndSendsItAgainWhenAsked() {
        String webhook = id(caller.webhook(receiver.url()));
        receiver.answerAll(Receiver.status(503, "closed"));
        caller.connect("maria");
        soon(() -> assertThat(caller.delivery(webhook).get("attempts").asInt()).isEqualTo(1));
        server.jdbi()
                .useHandle(handle ->
                        handle.execute("update webhook_delivery set attempts = 10 where webhook_id = ?", webhook));
        caller.hasten(webhook);
        soon(() -> assertThat(caller.delivery(webhook).get("status").asString()).isEqualTo("failed"));

        JsonNode dead = caller.api()
                .get("/webhook/" + webhook + "/delivery?page=1&status=failed")
                .expect(200)
                .json();
        assertThat(dead).hasSize(1);
        assertThat(dead.get(0).get("attempts").asInt()).isEqualTo(11);
        assertThat(dead.get(0).get("lastStatus").asInt()).isEqualTo(503);
        receiver.answerAll(Receiver.status(200, "ok"));
        String event = dead.get(0).get("event").asString();
        caller.api()
                .post("/webhook/" + webhook + "/replay", "{\"event\":\"" + event + "\"}")
                .expect(202);

        soon(() -> assertThat(caller.delivery(webhook).get("status").asString()).isEqualTo("delivered"));
        assertThat(receiver.messages().stream().map(Receiver.Message::id)).containsOnly(event);
    }

    @Test
    void replaysEverythingSinceATime() {
        String webhook = id(caller.webhook(receiver.url()));
        IntStream.range(0, 5).forEach(i -> caller.connect("early-" + i));
        received(5);
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update connection_event set occurred = occurred - interval '1 hour' where registrant = ?",
                        caller.client().clientId()));
        Instant since = Instant.now().minusSeconds(1800);
        IntStream.range(0, 3).forEach(i -> caller.connect("late-" + i));
        received(8);

        JsonNode replayed = caller.api()
                .post("/webhook/" + webhook + "/replay", "{\"since\":\"" + since + "\"}")
                .expect(202)
                .json();

        assertThat(replayed.get("deliveries").asInt()).isEqualTo(3);
        List<Receiver.Message> all = received(11);
        assertThat(all.subList(8, 11).stream()
                        .map(message -> message.json().get("data").get("user").asString()))
                .containsExactlyInAnyOrder("late-0", "late-1", "late-2");
    }

    @Test
    void signsWithBothSecretsWhileTheyOverlap() {
        JsonNode webhook = caller.webhook(receiver.url());
        String before = webhook.get("secret").asString();
        String after = rotate(id(webhook), "");
        caller.connect("maria");

        Receiver.Message overlapping = received(1).getFirst();
        assertThat(overlapping.isSignedBy(before)).isTrue();
        assertThat(overlapping.isSignedBy(after)).isTrue();

        String last = rotate(id(webhook), "?overlapSeconds=0");
        caller.connect("juan");
        Receiver.Message alone = received(2).getLast();
        assertThat(alone.isSignedBy(last)).isTrue();
        assertThat(alone.isSignedBy(after)).isFalse();
        assertThat(alone.isSignedBy(before)).isFalse();
    }

    private String rotate(String webhook, String query) {
        return caller.api()
                .post("/webhook/" + webhook + "/secret" + query, "")
                .expect(200)
                .json()
                .get("secret")
                .asString();
    }

    @Test
    void oneSlowReceiverDoesNotHoldUpAnother() {
        long start = System.nanoTime();
        try (Receiver slow = new Receiver()) {
            slow.answerAll(slow.hold());
            caller.webhook(slow.url());
            IntStream.range(0, 30).forEach(i -> caller.connect("person-" + i));
            soon(() -> assertThat(slow.held()).isGreaterThanOrEqualTo(8));
            EventCallers other = EventCallers.on(server);
            other.webhook(receiver.url());
            other.connect("maria");

            received(1);
            // Each is waited for its whole time, however slow the machine is.
            long rounds = 1 + (System.nanoTime() - start) / WebhookCalls.TIME.toNanos();
            assertThat((long) slow.messages().size()).isLessThanOrEqualTo(8 * rounds);
        }
    }

    @Test
    void disablesAWebhookWhoseReceiverIsGone() {
        String webhook = id(caller.webhook(receiver.url()));
        receiver.answerAll(Receiver.status(410, ""));
        caller.connect("maria");

        soon(() ->
                assertThat(caller.webhookNow(webhook).get("status").asString()).isEqualTo("disabled"));
        assertThat(caller.webhookNow(webhook).get("disabledBecause").asString()).contains("410");
        assertThat(server.administrator()
                        .get("/oauth2/audit?page=1&subject=webhook/" + webhook)
                        .expect(200)
                        .text())
                .contains("webhook.disable");
    }

    @Test
    void disablesAWebhookThatFailedForDaysUntilItIsMadeActiveAgain() {
        String webhook = id(caller.webhook(receiver.url()));
        receiver.answerAll(Receiver.status(500, ""));
        caller.connect("maria");
        soon(() -> assertThat(caller.webhookNow(webhook).has("failingSinceDt")).isTrue());
        server.jdbi()
                .useHandle(handle -> handle.execute(
                        "update webhook set failing_since = now() - interval '6 days' where webhook_id = ?", webhook));
        caller.hasten(webhook);
        soon(() ->
                assertThat(caller.webhookNow(webhook).get("status").asString()).isEqualTo("disabled"));
        assertThat(caller.webhookNow(webhook).get("disabledBecause").asString()).contains("5 days");

        receiver.answerAll(Receiver.status(204, ""));
        JsonNode active = caller.api()
                .put("/webhook/" + webhook, "{\"url\":\"" + receiver.url() + "\",\"status\":\"active\"}")
                .expect(200)
                .json();
        assertThat(active.has("failingSinceDt")).isFalse();
        assertThat(active.has("disabledBecause")).isFalse();
        caller.hasten(webhook);
        soon(() -> assertThat(caller.delivery(webhook).get("status").asString()).isEqualTo("delivered"));
    }

    @Test
    void s18_followsNoRedirect() {
        try (Receiver inside = new Receiver()) {
            String webhook = id(caller.webhook(receiver.url()));
            receiver.answerAll(Receiver.status(307, "", "Location", inside.url()));
            caller.connect("maria");
            soon(() ->
                    assertThat(caller.delivery(webhook).get("attempts").asInt()).isEqualTo(1));

            assertThat(caller.delivery(webhook).get("lastStatus").asInt()).isEqualTo(307);
            assertThat(inside.messages()).isEmpty();
        }
    }

    @Test
    void s18_readsNoEndlessAnswer() {
        String webhook = id(caller.webhook(receiver.url()));
        receiver.answerAll(Receiver.endless());
        caller.connect("maria");
        soon(() -> assertThat(caller.delivery(webhook).get("attempts").asInt()).isEqualTo(1));

        assertThat(caller.delivery(webhook).get("lastError").asString()).contains("larger than");
    }
}
