package dev.gatehouse.vault.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.vault.VaultFixture;
import dev.gatehouse.vault.connector.Connector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that nobody uses any more. */
class UnusedConnectionsTest {
    private static final UnusedConnections.Rules RULES =
            new UnusedConnections.Rules(Duration.ofDays(180), Duration.ofDays(14));

    private final VaultFixture vault = new VaultFixture();
    private final Connector connector = vault.connector("port-a", "client-a", "https://vendor.example/token", "shh");
    private final List<String> takenBack = new CopyOnWriteArrayList<>();
    private final UnusedConnections unused = unused(RULES);

    @AfterEach
    void close() {
        vault.close();
    }

    private UnusedConnections unused(UnusedConnections.Rules rules) {
        return new UnusedConnections(
                vault.jdbi,
                vault.connectors,
                vault.connections,
                (connector, secrets) -> takenBack.add(secrets.refreshToken()),
                rules);
    }

    private ConnectionId connect(String user, int daysUnused) {
        ConnectionId id =
                vault.connection(user, connector, Secrets.tokens("access-" + user, "refresh-" + user), Instant.now());
        vault.jdbi.useHandle(handle -> handle.execute(
                "update connection set last_access = now() - ? * interval '1 day' where user_id = ?",
                daysUnused,
                user));
        return id;
    }

    private String status(ConnectionId id) {
        return vault.jdbi.withHandle(handle ->
                vault.connections.find(handle, id).orElseThrow().status().label());
    }

    private String told(ConnectionId id) {
        return vault.jdbi.withHandle(handle -> handle.createQuery("""
                        select string_agg(event_type, ' ' order by event_id) from connection_event
                         where user_id = :user and event_type <> 'connection.connected'
                        """)
                .bind("user", id.userId())
                .mapTo(String.class)
                .one());
    }

    /** As if the days of notice had passed. */
    private void letNoticePass() {
        vault.jdbi.useHandle(handle -> handle.execute(
                "update connection set revocation_due = now() - interval '1 hour' where revocation_due is not null"));
    }

    private void read(Handle handle, ConnectionId id) {
        handle.execute("update connection set last_access = now() where user_id = ?", id.userId());
    }

    @Test
    void areAnnouncedFirstAndRevokedLater() {
        ConnectionId used = connect("used", 100);
        ConnectionId idle = connect("idle", 170);
        unused.end();
        unused.end();

        assertThat(told(used)).isNull();
        assertThat(told(idle)).isEqualTo("connection.expiring");
        assertThat(status(idle)).isEqualTo("connected");
        vault.jdbi.useHandle(
                handle -> handle.execute("update connection set last_access = last_access - interval '15 days',"
                        + " revocation_due = revocation_due - interval '15 days' where user_id = 'idle'"));
        unused.end();

        assertThat(status(idle)).isEqualTo("revoked");
        assertThat(told(idle)).endsWith("connection.revoked");
        assertThat(takenBack).containsExactly("refresh-idle");
        assertThat(vault.jdbi
                        .withHandle(handle -> vault.connections.findWithSecrets(handle, idle))
                        .orElseThrow()
                        .secrets())
                .isNull();
    }

    @Test
    void whatIsLongOverdueGetsItsNoticeAllTheSame() {
        ConnectionId idle = connect("idle", 1000);
        unused.end();

        assertThat(status(idle)).isEqualTo("connected");
        Instant due = vault.jdbi.withHandle(handle -> handle.createQuery("select revocation_due from connection")
                .mapTo(Instant.class)
                .one());
        assertThat(due).isAfter(Instant.now().plus(Duration.ofDays(13)));
    }

    @Test
    void aReadTakesTheAnnouncementBack() {
        ConnectionId idle = connect("idle", 170);
        unused.end();
        vault.jdbi.useHandle(handle -> read(handle, idle));
        letNoticePass();
        unused.end();

        assertThat(status(idle)).isEqualTo("connected");
        assertThat(told(idle)).isEqualTo("connection.expiring");
    }

    @Test
    void whoeverConnectsAgainIsNotRevoked() {
        ConnectionId idle = connect("idle", 1000);
        vault.jdbi.useHandle(handle -> handle.execute("update connection set status = 'reconnect_required'"));
        unused.end();
        vault.jdbi.useHandle(handle -> handle.execute("update connection set status = 'connected'"));
        letNoticePass();
        unused.end();
        unused.end();

        assertThat(status(idle)).isEqualTo("connected");
        assertThat(told(idle)).isEqualTo("connection.reconnect_required connection.expiring");
    }

    @Test
    void aReadThatIsJustHappeningIsNotOvertaken() {
        ConnectionId idle = connect("idle", 1000);
        unused.end();
        letNoticePass();
        try (Handle reader = vault.jdbi.open()) {
            reader.begin();
            read(reader, idle);
            unused.end();
            reader.commit();
        }
        unused.end();

        assertThat(status(idle)).isEqualTo("connected");
        assertThat(takenBack).isEmpty();
    }

    @Test
    void s23_areAuditedAsTheSystemsDoing() {
        ConnectionId idle = connect("idle", 1000);
        unused.end();
        letNoticePass();
        unused.end();

        List<String> actions = vault.jdbi.withHandle(handle -> handle.createQuery("""
                        select user_id || ' ' || client_id || ' ' || action from audit
                         where subject = :subject order by audit_id
                        """)
                .bind("subject", "connection/" + idle.key())
                .mapTo(String.class)
                .list());
        assertThat(actions)
                .containsExactly("system gatehouse connection.expiring", "system gatehouse connection.revoke");
    }

    @Test
    void severalProcessesRevokeEachOnce() {
        IntStream.range(0, 120).forEach(i -> connect("idle-" + i, 1000));
        unused.end();
        letNoticePass();
        List<CompletableFuture<Void>> processes = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.runAsync(unused(RULES)::end))
                .toList();
        processes.forEach(CompletableFuture::join);
        unused.end();

        assertThat(takenBack).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void areLeftAloneWhereThatIsSwitchedOff() {
        ConnectionId idle = connect("idle", 10_000);
        unused(new UnusedConnections.Rules(Duration.ZERO, Duration.ofDays(14))).end();

        assertThat(told(idle)).isNull();
    }
}
