package dev.gatehouse.vault.tokenstorage;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.store.Times;
import dev.gatehouse.vault.connection.ConnectionFilter;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionListStore;
import dev.gatehouse.vault.connection.ConnectionStore;
import dev.gatehouse.vault.connection.Ended;
import dev.gatehouse.vault.connection.TokenRevoker;
import dev.gatehouse.vault.connection.VaultUserStore;
import dev.gatehouse.vault.connection.Visibility;
import dev.gatehouse.vault.connector.ConnectorStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * People as the token storage's callers know them: a client knows those it added and those with a connection to one of
 * its connectors. Thread-safe.
 */
public final class VaultUsers {
    private final Jdbi jdbi;
    private final ConnectorStore connectors;
    private final ConnectionListStore connections;
    private final TokenRevoker revoker;
    private final Clock clock;
    private final VaultUserStore store = new VaultUserStore();

    public VaultUsers(
            Jdbi jdbi, ConnectorStore connectors, ConnectionStore connections, TokenRevoker revoker, Clock clock) {
        this.jdbi = jdbi;
        this.connectors = connectors;
        this.connections = new ConnectionListStore(connections);
        this.revoker = revoker;
        this.clock = clock;
    }

    /** Ids of people, sorted; who acts for a person sees that person alone. */
    List<String> list(Caller caller, Page page) {
        Visibility visibility = new Visibility(caller);
        if (visibility.userId() != null) {
            boolean behind = page.after() == null || visibility.userId().compareTo(page.after()) > 0;
            return behind ? List.of(visibility.userId()) : List.of();
        }
        return jdbi.withHandle(handle -> store.list(handle, visibility.registrant(), page.after(), page.size()));
    }

    /** @throws ApiException ERR12013 where the caller does not know the person */
    void require(Caller caller, String userId) {
        Visibility visibility = new Visibility(caller);
        boolean other = visibility.userId() != null && !visibility.userId().equals(userId);
        if (other || !jdbi.withHandle(handle -> store.exists(handle, visibility.registrant(), userId))) {
            throw ErrorCode.USER_NOT_FOUND.with(userId);
        }
    }

    /** Makes a person known; one who is already stays as they are. */
    void add(Caller caller, String userId) {
        requireClient(caller);
        jdbi.useTransaction(handle -> {
            if (store.add(handle, caller.clientId(), userId, Times.now(clock))) {
                AuditStore.record(handle, caller, "vault-user.create", "vault-user/" + userId, null);
            }
        });
    }

    /**
     * Removes a person with the connections to the caller's connectors; for an administrator, with all. Their tokens are
     * taken back at the third parties where that is possible.
     *
     * @throws ApiException ERR12013
     */
    void remove(Caller caller, String userId) {
        requireClient(caller);
        Visibility visibility = new Visibility(caller);
        List<Ended> ended = jdbi.inTransaction(handle -> {
            ConnectionFilter filter =
                    new ConnectionFilter(visibility.registrant(), userId, null, null, clock.instant());
            List<ConnectionStore.Opened> opened = connections.listWithSecrets(handle, filter, null, Integer.MAX_VALUE);
            Map<String, ConnectorStore.Registered> byName = connectors.named(
                    handle, opened.stream().map(each -> each.connection().id().connector()));
            List<ConnectionId> gone =
                    opened.stream().map(each -> each.connection().id()).toList();
            if (store.remove(handle, visibility.registrant(), userId) == 0) {
                throw ErrorCode.USER_NOT_FOUND.with(userId);
            }
            gone.forEach(id -> ConnectionStore.announce(handle, id));
            AuditStore.record(handle, caller, "vault-user.delete", "vault-user/" + userId, Map.of("connections", gone));
            return opened.stream()
                    // A connector that went meanwhile took its connections with it.
                    .flatMap(each -> Stream.ofNullable(
                                    byName.get(each.connection().id().connector()))
                            .map(connector -> new Ended(connector, each.secrets())))
                    .toList();
        });
        ended.forEach(each -> each.takeBack(revoker));
    }

    /** A client that acts for a person reads what is theirs; what is there is decided by the connectors' clients. */
    static void requireClient(Caller caller) {
        if (caller.forUser() && !caller.isAdministrator()) {
            throw ErrorCode.PERMISSION_DENIED.with("Storing people and tokens is for a connector's client by itself");
        }
    }
}
