package dev.gatehouse.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.RetentionJob;
import dev.gatehouse.vault.VaultFixture;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.Secrets;
import dev.gatehouse.vault.connector.Connector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is written to the outbox, and the order in which it is published. */
class OutboxTest {
    private static final Hearing ALL =
            new Hearing(new Hearing.Connections(true, null), null, EventType.ofConnections());

    private final VaultFixture vault = new VaultFixture();
    private final EventStore store = new EventStore();
    private final Connector connector = vault.connector("port-a", "client-a", "https://vendor.example/token", "shh");

    @AfterEach
    void close() {
        vault.close();
    }

    private ConnectionId connect(String user) {
        return vault.connection(user, connector, Secrets.tokens("access-" + user, "refresh-" + user), Instant.now());
    }

    private void execute(String sql, Object... arguments) {
        vault.jdbi.useHandle(handle -> handle.execute(sql, arguments));
    }

    private List<?> publish() {
        return vault.jdbi.inTransaction(handle -> store.publish(handle, 1000));
    }

    private List<Event> events() {
        while (!publish().isEmpty()) {
            assertThat(vault.jdbi.withHandle(store::last)).isPositive();
        }
        return vault.jdbi.withHandle(handle -> store.after(handle, ALL, 0, 100_000));
    }

    private List<String> types() {
        return events().stream().map(Event::type).toList();
    }

    @Test
    void everyChangeOfStatusIsAnEventButOneThatMayPass() {
        connect("maria");
        execute("update connection set status = 'retrying', last_error = 'it answered 500'");
        execute("update connection set status = 'retrying', last_error = 'it answered 502', attempts = 2");
        execute("update connection set status = 'connected', last_error = null");
        execute("update connection set refreshed = now(), token_version = token_version + 1");
        execute("update connection set status = 'reconnect_required', last_error = 'invalid_grant'");
        execute("update connection set status = 'connected', connected = now() + interval '1 second'");
        execute("update connection set status = 'revoked', sealed_tokens = null, last_error = 'unused'");
        execute("delete from connection");

        assertThat(types())
                .containsExactly(
                        "connection.connected",
                        "connection.refreshed",
                        "connection.reconnect_required",
                        "connection.connected",
                        "connection.revoked");
    }

    @Test
    void connectionsThatEndWithTheirConnectorOrPersonAreTold() {
        connect("maria");
        connect("juan");
        execute("delete from vault_user where user_id = 'maria'");
        execute("delete from connector");

        List<Event> ends = events().subList(2, 4);
        assertThat(ends).extracting(Event::type).containsOnly("connection.revoked");
        assertThat(ends).extracting(event -> event.data().get("user")).containsExactly("maria", "juan");
    }

    @Test
    void whatIsRolledBackDidNotHappen() {
        connect("maria");
        vault.jdbi.useTransaction(handle -> {
            handle.execute("update connection set status = 'reconnect_required'");
            handle.rollback();
        });

        assertThat(types()).containsExactly("connection.connected");
    }

    @Test
    void anEventThatCommitsLateIsNotPassedBy() {
        try (Handle slow = vault.jdbi.open()) {
            connect("early");
            slow.begin();
            slow.execute("update connection set status = 'reconnect_required' where user_id = 'early'");
            connect("late");
            assertThat(events()).extracting(event -> event.data().get("user")).containsExactly("early", "late");
            slow.commit();
        }

        List<Event> all = events();
        assertThat(all).extracting(Event::place).containsExactly(1L, 2L, 3L);
        assertThat(all.getLast().type()).isEqualTo("connection.reconnect_required");
    }

    @Test
    void severalPublishersGiveEachEventOnePlace() {
        IntStream.range(0, 300).forEach(i -> connect("person-" + i));
        List<CompletableFuture<Void>> publishers = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    for (int round = 0; round < 20; round++) {
                        vault.jdbi.useTransaction(handle -> store.publish(handle, 20));
                    }
                }))
                .toList();
        publishers.forEach(CompletableFuture::join);

        List<Event> all = events();
        assertThat(all).hasSize(300);
        assertThat(all.getLast().place()).isEqualTo(300);
    }

    @Test
    void s16_holdsNoSecret() {
        connect("maria");
        execute("update connection set status = 'reconnect_required', last_error = 'invalid_grant'");
        execute("delete from connection");
        events();

        String outbox = vault.jdbi.withHandle(
                handle -> handle.createQuery("select string_agg(connection_event::text, ' ') from connection_event")
                        .mapTo(String.class)
                        .one());
        assertThat(outbox).contains("maria", "invalid_grant").doesNotContain("access-", "refresh-", "shh");
    }

    @Test
    void oldEventsGoAndTheirPlacesAreNotUsedAgain() {
        connect("old");
        events();
        execute("update connection_event set occurred = now() - interval '31 days'");
        connect("new");
        events();
        new RetentionJob(
                        vault.jdbi,
                        List.of(new RetentionJob.Table("connection_event", "occurred", Duration.ofDays(30))))
                .remove();

        List<Event> left = events();
        assertThat(left).extracting(event -> event.data().get("user")).containsExactly("new");
        connect("newer");
        assertThat(events().getLast().place()).isEqualTo(3);
    }
}
