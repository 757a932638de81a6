package dev.gatehouse.vault.connection;

import dev.gatehouse.api.Caller;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.store.BoundedMemory;
import dev.gatehouse.store.Times;
import dev.gatehouse.vault.connector.Connectors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Audits who got whose tokens. Thread-safe.
 *
 * <p>A row is committed before the tokens are given, and names a time until which the same caller may get the same
 * connection's tokens again without another row. So no crash loses a read, and reads from memory write nothing; what the
 * rows do not tell is how often a caller read within that time.
 */
public final class ReadAudit {
    /** How long one row speaks for further reads. */
    static final Duration COVERS = Duration.ofMinutes(15);

    private static final Duration ACCESS_PRECISION = Duration.ofDays(1);

    private final Jdbi jdbi;
    private final ConnectionStore store;
    private final Clock clock;
    private final BoundedMemory<Reading, Instant> covered;

    /** Who reads what; a client that acts for a person is another reader than the client itself. */
    private record Reading(String clientId, @Nullable String userId, ConnectionId connection) {
        static Reading of(Caller caller, ConnectionId connection) {
            return new Reading(caller.clientId(), caller.forUser() ? caller.userId() : null, connection);
        }
    }

    public ReadAudit(Jdbi jdbi, ConnectionStore store, Clock clock, int maximumRemembered) {
        this.jdbi = jdbi;
        this.store = store;
        this.clock = clock;
        this.covered = new BoundedMemory<>(maximumRemembered, COVERS, System::nanoTime);
    }

    /** Commits a row for the client secret of each of the connectors. */
    public void recordSecrets(Caller caller, List<String> connectors) {
        if (!connectors.isEmpty()) {
            List<String> subjects = connectors.stream().map(Connectors::subject).toList();
            jdbi.useTransaction(
                    handle -> AuditStore.recordAll(handle, caller, "connector.secret.read", subjects, null));
        }
    }

    /** Whether a row speaks for a read now. Never waits. */
    boolean covers(Caller caller, ConnectionId connection) {
        Instant until = covered.getIfPresent(Reading.of(caller, connection));
        return until != null && clock.instant().isBefore(until);
    }

    /** Commits a row for each connection that none speaks for, and notes that they were used. */
    public void record(Caller caller, List<Connection> connections) {
        List<ConnectionId> uncovered = connections.stream()
                .map(Connection::id)
                .filter(id -> !covers(caller, id))
                .toList();
        if (uncovered.isEmpty()) {
            return;
        }
        Instant now = Times.now(clock);
        Instant until = now.plus(COVERS);
        List<String> subjects = uncovered.stream().map(ReadAudit::subject).toList();
        jdbi.useTransaction(handle -> {
            AuditStore.recordAll(handle, caller, "connection.token.read", subjects, Map.of("until", until));
            touch(handle, connections, now);
        });
        uncovered.forEach(id -> covered.put(Reading.of(caller, id), until));
    }

    private void touch(Handle handle, List<Connection> connections, Instant now) {
        for (Connection connection : connections) {
            if (connection.lastAccess().isBefore(now.minus(ACCESS_PRECISION))) {
                store.touch(handle, connection.id(), now);
            }
        }
    }

    public static String subject(ConnectionId id) {
        return "connection/" + id.key();
    }
}
