package dev.gatehouse.vault.refresh;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.vault.connection.Connection;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionStatus;
import dev.gatehouse.vault.connection.ConnectionStore;
import dev.gatehouse.vault.connection.FreshTokens;
import dev.gatehouse.vault.connection.Freshness;
import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.connector.ConnectorStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Fresh tokens for callers: those that are stored if they will do, else what the one refresh brings that this or another
 * process carries out. Thread-safe.
 */
final class OnDemand implements FreshTokens {
    private final Jdbi jdbi;
    private final ConnectorStore connectors;
    private final ConnectionStore connections;
    private final ClaimStore claims;
    private final VendorBulkheads hosts;
    private final RefreshQueue queue;

    OnDemand(RefreshDependencies on, ClaimStore claims, VendorBulkheads hosts, RefreshQueue queue) {
        this.jdbi = on.jdbi();
        this.connectors = on.connectors();
        this.connections = on.connections();
        this.claims = claims;
        this.hosts = hosts;
        this.queue = queue;
    }

    /** What the caller wants of the tokens. */
    @FunctionalInterface
    private interface FreshnessRequirement {
        boolean isMetBy(ConnectionSnapshot snapshot);
    }

    @Override
    public ConnectionStore.Opened get(ConnectionId id, Freshness wanted) {
        FreshnessRequirement requirement =
                snapshot -> snapshot.isAlive() && snapshot.connection().isFresh(wanted.validity(), snapshot.now());
        ConnectionSnapshot first = snapshot(id);
        if (requirement.isMetBy(first)) {
            return first.opened();
        }
        try {
            return refresh(id, first, requirement);
        } catch (ApiException none) {
            return alive(id, wanted, none);
        }
    }

    /** Where no fresher one is to be had, the one that is there will do while it lives. */
    private ConnectionStore.Opened alive(ConnectionId id, Freshness wanted, ApiException none) {
        if (none.code() == ErrorCode.TOKEN_UNAVAILABLE && wanted.insisted()) {
            throw none;
        }
        ConnectionSnapshot last = snapshot(id);
        if (!last.isAlive()) {
            throw none;
        }
        return last.opened();
    }

    @Override
    public ConnectionStore.Opened refreshed(ConnectionId id) {
        ConnectionSnapshot first = snapshot(id);
        long version = first.connection().tokenVersion();
        return refresh(id, first, snapshot -> snapshot.connection().tokenVersion() != version);
    }

    private ConnectionStore.Opened refresh(
            ConnectionId id, ConnectionSnapshot first, FreshnessRequirement requirement) {
        Stopwatch since = Stopwatch.start();
        Optional<URI> endpoint = endpoint(id);
        ConnectionSnapshot snapshot = first;
        while (true) {
            requireRefreshable(id, snapshot, endpoint);
            Duration left = queue.patience().minus(since.elapsed());
            if (left.isNegative()) {
                throw RefreshQueue.unavailable(id, "it is still being refreshed", Duration.ZERO);
            }
            long version = snapshot.connection().tokenVersion();
            snapshot = queue.wait(id, version, endpoint.orElseThrow(), left, () -> snapshot(id));
            boolean anew = snapshot.connection().tokenVersion() != version && snapshot.isAlive();
            if (anew || requirement.isMetBy(snapshot)) {
                return snapshot.opened();
            }
        }
    }

    private void requireRefreshable(ConnectionId id, ConnectionSnapshot snapshot, Optional<URI> endpoint) {
        Connection connection = snapshot.connection();
        if (connection.status() == ConnectionStatus.RECONNECT_REQUIRED) {
            throw reconnect(id, connection.lastError());
        }
        if (snapshot.opened().secrets() == null) {
            throw reconnect(id, "the connection was taken back");
        }
        if (endpoint.isEmpty() || snapshot.opened().secrets().refreshToken() == null) {
            throw reconnect(id, "the third party gave no refresh token");
        }
        if (snapshot.isLeased()) {
            return;
        }
        Instant due = connection.refreshDue();
        if (connection.status() == ConnectionStatus.RETRYING && due != null && due.isAfter(snapshot.now())) {
            Duration wait = Duration.between(snapshot.now(), due);
            throw RefreshQueue.unavailable(id, connection.lastError(), wait);
        }
        Duration pause = hosts.of(endpoint.get()).pause();
        if (pause.isPositive()) {
            throw RefreshQueue.unavailable(id, "the third party asks for patience", pause);
        }
    }

    private ConnectionSnapshot snapshot(ConnectionId id) {
        return jdbi.withHandle(handle -> connections
                        .findWithSecrets(handle, id)
                        .map(opened -> new ConnectionSnapshot(opened, claims.now(handle))))
                .orElseThrow(() -> ErrorCode.CONNECTION_NOT_FOUND.with(id.userId(), id.connector()));
    }

    private Optional<URI> endpoint(ConnectionId id) {
        return jdbi.withHandle(handle -> connectors.find(handle, id.connector()))
                .map(Connector::refreshUrl)
                .map(URI::create);
    }

    private static ApiException reconnect(ConnectionId id, @Nullable String reason) {
        return ErrorCode.RECONNECT_REQUIRED.with(id.userId(), id.connector(), String.valueOf(reason));
    }
}
