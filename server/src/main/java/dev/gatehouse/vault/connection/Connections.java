package dev.gatehouse.vault.connection;

import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.vault.connector.ConnectorStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Connections as their callers see them, and their end. Thread-safe. */
public final class Connections {
    private final Jdbi jdbi;
    private final ConnectorStore connectors;
    private final ConnectionStore store;
    private final ConnectionListStore lists;
    private final TokenRevoker revoker;
    private final Clock clock;

    public Connections(Jdbi jdbi, ConnectorStore connectors, ConnectionStore store, TokenRevoker revoker, Clock clock) {
        this.jdbi = jdbi;
        this.connectors = connectors;
        this.store = store;
        this.lists = new ConnectionListStore(store);
        this.revoker = revoker;
        this.clock = clock;
    }

    /** Connections and, where the page is counted, how many there are. */
    record Listing(List<Connection> connections, long total) {}

    /** Those of the connections that the caller sees; null filters do not restrict. */
    Listing list(
            Caller caller,
            Page page,
            @Nullable ConnectionId after,
            @Nullable String userId,
            @Nullable String connector,
            @Nullable ConnectionStatus status) {
        Visibility visibility = new Visibility(caller);
        boolean nothing = visibility.userId() != null
                && userId != null
                && !visibility.userId().equals(userId);
        if (nothing) {
            return new Listing(List.of(), 0);
        }
        String person = visibility.userId() == null ? userId : visibility.userId();
        ConnectionFilter filter =
                new ConnectionFilter(visibility.registrant(), person, connector, status, clock.instant());
        return jdbi.withHandle(handle -> new Listing(
                lists.list(handle, filter, after, page.size(), page.offset()),
                page.isCounted() ? lists.count(handle, filter) : 0));
    }

    /** @throws dev.gatehouse.api.ApiException ERR12131, also where there is one that the caller may not know of */
    Connection get(Caller caller, ConnectionId id) {
        return jdbi.withHandle(handle -> store.find(handle, id))
                .filter(new Visibility(caller)::sees)
                .orElseThrow(() -> ErrorCode.CONNECTION_NOT_FOUND.with(id.userId(), id.connector()));
    }

    /**
     * Ends a connection: its tokens are gone from here, and taken back at the third party where that is possible.
     *
     * @throws dev.gatehouse.api.ApiException ERR12131
     */
    public void disconnect(Caller caller, ConnectionId id) {
        get(caller, id);
        Optional<Ended> ended = jdbi.inTransaction(handle -> {
            Optional<ConnectionStore.Opened> before = store.lock(handle, id);
            Optional<ConnectorStore.Registered> connector = connectors.findWithSecret(handle, id.connector());
            if (before.isEmpty() || connector.isEmpty()) {
                return Optional.empty();
            }
            store.delete(handle, id);
            AuditStore.record(handle, caller, "connection.delete", ReadAudit.subject(id), null);
            return Optional.of(new Ended(connector.get(), before.get().secrets()));
        });
        ended.ifPresent(end -> end.takeBack(revoker));
    }
}
