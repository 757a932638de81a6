package dev.gatehouse.vault.connect;

import dev.gatehouse.api.Caller;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.store.Times;
import dev.gatehouse.vault.connection.Connection;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionStore;
import dev.gatehouse.vault.connection.RefreshSchedule;
import dev.gatehouse.vault.connection.Secrets;
import dev.gatehouse.vault.connection.VaultUserStore;
import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.connector.ConnectorStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Stores what a person connected with, in one transaction with its audit row. A connection that is there gets the new
 * tokens; a refresh of the old ones that is running loses. Thread-safe.
 */
public final class ConnectionWriter {
    private final Jdbi jdbi;
    private final ConnectorStore connectors;
    private final ConnectionStore connections;
    private final VaultUserStore users = new VaultUserStore();
    private final RefreshSchedule schedule;
    private final Duration assumedLifetime;
    private final Clock clock;

    /** @param assumedLifetime of an access token that can be refreshed and of which nobody says how long it lives */
    public ConnectionWriter(
            Jdbi jdbi,
            ConnectorStore connectors,
            ConnectionStore connections,
            RefreshSchedule schedule,
            Duration assumedLifetime,
            Clock clock) {
        this.jdbi = jdbi;
        this.connectors = connectors;
        this.connections = connections;
        this.schedule = schedule;
        this.assumedLifetime = assumedLifetime;
        this.clock = clock;
    }

    /**
     * What a person connected with.
     *
     * @param lifetime of the access token, from {@code asked}
     */
    public record Given(Secrets secrets, Instant asked, Optional<Duration> lifetime) {}

    /**
     * Stores it for the person.
     *
     * @param connector as it was when the person was sent off; where it is another one by now, nothing is stored
     * @param caller whom the audit names
     * @return whether it was stored
     */
    public boolean store(Connector connector, String userId, Given given, Caller caller) {
        return jdbi.inTransaction(
                handle -> store(handle, connector.name(), ConnectorPrint.of(connector), userId, given, caller));
    }

    /**
     * The same in a transaction that runs.
     *
     * @param print of the connector as it was when the person was sent off
     */
    boolean store(Handle transaction, String connector, byte[] print, String userId, Given given, Caller caller) {
        Optional<Connector> unchanged = unchanged(transaction, connector, print);
        unchanged.ifPresent(found -> {
            ConnectionId id = new ConnectionId(userId, connector);
            users.add(transaction, found.registrant(), userId, Times.now(clock));
            write(transaction, found, id, given);
            AuditStore.record(transaction, caller, "connection.connect", "connection/" + id.key(), null);
        });
        return unchanged.isPresent();
    }

    /** The connector, kept as it is until the transaction ends; empty where it is another one by now. */
    Optional<Connector> unchanged(Handle transaction, String connector, byte[] print) {
        return connectors.keep(transaction, connector).filter(found -> Arrays.equals(print, ConnectorPrint.of(found)));
    }

    private void write(Handle transaction, Connector connector, ConnectionId id, Given given) {
        Instant asked = given.asked();
        boolean refreshable = given.secrets().refreshToken() != null;
        Instant expires = given.lifetime()
                .or(() -> refreshable ? Optional.of(assumedLifetime) : Optional.empty())
                .map(asked::plus)
                .orElse(null);
        Instant due = refreshable ? schedule.due(asked, expires) : null;
        boolean inserted = connections.insert(
                transaction, Connection.begin(id, connector.registrant(), expires, due, asked), given.secrets());
        if (!inserted) {
            replace(transaction, id, new ConnectionStore.Tokens(given.secrets(), expires, due, asked));
        }
    }

    private void replace(Handle transaction, ConnectionId id, ConnectionStore.Tokens tokens) {
        long version = connections
                .lock(transaction, id)
                .orElseThrow(() -> new IllegalStateException("a connection ended while it was being replaced"))
                .connection()
                .tokenVersion();
        connections.connectAgain(transaction, id, version, tokens);
    }
}
