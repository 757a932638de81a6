package dev.gatehouse.vault.events;

import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.audit.SystemCaller;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionStore;
import dev.gatehouse.vault.connection.Secrets;
import dev.gatehouse.vault.connection.TokenRevoker;
import dev.gatehouse.vault.connector.ConnectorStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends connections whose tokens nobody reads: announces it first, revokes later. Reading the tokens takes the
 * announcement back, in the database itself; a row is judged and changed under its lock, so no read comes in between.
 * Several processes share the work. Thread-safe.
 */
public final class UnusedConnections {
    private static final Logger LOG = LoggerFactory.getLogger(UnusedConnections.class);
    private static final int ANNOUNCED_AT_ONCE = 500;
    private static final int REVOKED_AT_ONCE = 50;

    /** So that one run ends, and the rest is for the next. */
    private static final int MAX_BATCHES = 200;

    private static final int CALLS_AT_ONCE = 8;

    private final Jdbi jdbi;
    private final UnusedConnectionStore store = new UnusedConnectionStore();
    private final ConnectorStore connectors;
    private final ConnectionStore connections;
    private final TokenRevoker revoker;
    private final Rules rules;

    /**
     * When connections end.
     *
     * @param unused how long nobody reads a connection's tokens before it is revoked; zero for never
     * @param notice how long before that it is announced
     */
    public record Rules(Duration unused, Duration notice) {
        boolean isNever() {
            return unused.isZero();
        }

        String reason() {
            return "nobody used it for " + unused.toDays() + " days";
        }
    }

    public UnusedConnections(
            Jdbi jdbi, ConnectorStore connectors, ConnectionStore connections, TokenRevoker revoker, Rules rules) {
        this.jdbi = jdbi;
        this.connectors = connectors;
        this.connections = connections;
        this.revoker = revoker;
        this.rules = rules;
    }

    /** A connection that was revoked here, and what may be taken back at the third party. */
    private record Revoked(ConnectorStore.Registered connector, Secrets secrets) {}

    /** Announces and revokes what is due. */
    public void end() {
        if (rules.isNever()) {
            return;
        }
        int announced = inBatches(ANNOUNCED_AT_ONCE, this::announce);
        int revoked = inBatches(REVOKED_AT_ONCE, this::revoke);
        if (announced + revoked > 0) {
            LOG.info("{} unused connections are announced to end, {} were revoked", announced, revoked);
        }
    }

    private static int inBatches(int size, IntSupplier batch) {
        int all = 0;
        for (int i = 0; i < MAX_BATCHES; i++) {
            int done = batch.getAsInt();
            all += done;
            if (done < size) {
                break;
            }
        }
        return all;
    }

    private int announce() {
        return jdbi.inTransaction(transaction -> {
            List<ConnectionId> announced =
                    store.announce(transaction, rules.unused(), rules.notice(), ANNOUNCED_AT_ONCE);
            audit(transaction, "connection.expiring", announced);
            return announced.size();
        });
    }

    private int revoke() {
        List<Revoked> all = new ArrayList<>();
        int count = jdbi.inTransaction(transaction -> {
            List<ConnectionId> due = store.due(transaction, rules.unused(), REVOKED_AT_ONCE);
            due.forEach(id -> revoke(transaction, id).ifPresent(all::add));
            audit(transaction, "connection.revoke", due);
            return due.size();
        });
        takeBack(all);
        return count;
    }

    private Optional<Revoked> revoke(Handle transaction, ConnectionId id) {
        Optional<ConnectionStore.Opened> before = connections.lock(transaction, id);
        Optional<ConnectorStore.Registered> connector = connectors.findWithSecret(transaction, id.connector());
        if (before.isEmpty() || !store.revoke(transaction, before.get().connection(), rules.reason())) {
            return Optional.empty();
        }
        Secrets secrets = before.get().secrets();
        return secrets == null ? Optional.empty() : connector.map(found -> new Revoked(found, secrets));
    }

    private void audit(Handle transaction, String action, List<ConnectionId> ids) {
        List<String> subjects = ids.stream().map(id -> "connection/" + id.key()).toList();
        if (!subjects.isEmpty()) {
            AuditStore.recordAll(transaction, SystemCaller.CALLER, action, subjects, Map.of("because", rules.reason()));
        }
    }

    /** As well as it can be done; here the tokens are gone in any case. */
    private void takeBack(List<Revoked> all) {
        if (all.isEmpty()) {
            return;
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(
                CALLS_AT_ONCE, Thread.ofVirtual().name("revocation-", 0).factory())) {
            all.forEach(revoked -> threads.execute(() -> revoker.revoke(revoked.connector(), revoked.secrets())));
        }
    }
}
