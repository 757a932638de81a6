package dev.gatehouse.events;

import static dev.gatehouse.events.EventCallers.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two servers on one database share the deliveries. */
class TwoSendersTest {
    private static final int PEOPLE = 150;
    private static final Map<String, String> SETTINGS =
            Map.of("GATEHOUSE_VAULT_ALLOW_LOOPBACK_HTTP", "true", "GATEHOUSE_ISSUER", "https://id.example.org");

    @Test
    void eachMessageIsSentOnce() {
        DatabaseAddress database = TestDatabase.create();
        try (TestServer first = TestServer.start(database, TestServer.newDirectory(), SETTINGS);
                TestServer second = TestServer.start(database, first.data(), SETTINGS);
                Receiver receiver = new Receiver()) {
            EventCallers caller = EventCallers.on(first);
            EventCallers there = new EventCallers(
                    second,
                    caller.client(),
                    second.admin()
                            .withBasic(
                                    caller.client().clientId(), caller.client().secret()),
                    caller.connector());
            String webhook = caller.webhook(receiver.url()).get("webhookId").asString();
            IntStream.range(0, PEOPLE).parallel().forEach(i -> (i % 2 == 0 ? caller : there).connect("person-" + i));

            soon(() -> assertThat(caller.deliveries(webhook))
                    .hasSize(PEOPLE)
                    .allMatch(delivery -> delivery.get("status").asString().equals("delivered")));
            assertThat(receiver.messages()).hasSize(PEOPLE);
            assertThat(receiver.messages().stream().map(Receiver.Message::id).distinct())
                    .hasSize(PEOPLE);
        }
    }
}
