package dev.gatehouse.vault.refresh;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.vault.connection.Connection;
import dev.gatehouse.vault.connection.ConnectionId;
import dev.gatehouse.vault.connection.ConnectionStatus;
import dev.gatehouse.vault.connection.ConnectionStore;
import dev.gatehouse.vault.connection.FreshTokens;
import dev.gatehouse.vault.connector.Connector;
import dev.gatehouse.vault.connector.ConnectorStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

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

    OnDemand(RefreshDependencies parts, ClaimStore claims, VendorBulkheads hosts, RefreshQueue queue) {
        this.jdbi = parts.jdbi();
        this.connectors = parts.connectors();
        this.connections = parts.connections();
        this.claims = claims;
        this.hosts = hosts;
        this.queue = queue;
    }

    /** A row as it is now, by the clock of the database. */
    record Look(ConnectionStore.Opened opened, Instant now) {
        Connection connection() {
            return opened.connection();
        }

        boolean isLeased() {
            return connection().leaseUntil() != null
                    && connection().leaseUntil().isAfter(now);
        }
    }

    /** What the caller wants of the tokens. */
    @FunctionalInterface
    private interface Goal {
        boolean isMetBy(Look look);
    }

    @Override
    public ConnectionStore.Opened atLeast(ConnectionId id, Duration validity) {
        Goal goal = look -> look.opened().secrets() != null
                && look.connection().isValidUntil(look.now().plus(validity));
        Look first = look(id);
        if (goal.isMetBy(first)) {
            return first.opened();
        }
        if (isBeyondTheVendor(first.connection(), validity)) {
            throw livesTooShort(id);
        }
        return refresh(id, first, goal);
    }

    @Override
    public ConnectionStore.Opened refreshed(ConnectionId id) {
        Look first = look(id);
        long version = first.connection().tokenVersion();
        return refresh(id, first, look -> look.connection().tokenVersion() != version);
    }

    /** A new token would hardly live longer than that of the last refresh: it is not asked for in vain. */
    private static boolean isBeyondTheVendor(Connection connection, Duration validity) {
        if (connection.refreshed() == null || connection.expires() == null) {
            return false;
        }
        Duration life = Duration.between(connection.refreshed(), connection.expires());
        return life.minus(life.dividedBy(10)).compareTo(validity) < 0;
    }

    private ConnectionStore.Opened refresh(ConnectionId id, Look first, Goal goal) {
        Stopwatch since = Stopwatch.start();
        Optional<URI> endpoint = endpoint(id);
        Look look = first;
        while (true) {
            requireRefreshable(id, look, endpoint);
            Duration left = queue.patience().minus(since.elapsed());
            if (left.isNegative()) {
                throw RefreshQueue.unavailable(id, "it is still being refreshed", Duration.ZERO);
            }
            long version = look.connection().tokenVersion();
            look = queue.wait(id, version, endpoint.orElseThrow(), left, () -> look(id));
            if (goal.isMetBy(look)) {
                return look.opened();
            }
            if (look.connection().tokenVersion() != version) {
                throw livesTooShort(id);
            }
        }
    }

    private void requireRefreshable(ConnectionId id, Look look, Optional<URI> endpoint) {
        Connection connection = look.connection();
        if (connection.status() == ConnectionStatus.RECONNECT_REQUIRED) {
            throw reconnect(id, connection.lastError());
        }
        if (look.opened().secrets() == null) {
            throw reconnect(id, "the connection was taken back");
        }
        if (endpoint.isEmpty() || look.opened().secrets().refreshToken() == null) {
            throw reconnect(id, "the third party gave no refresh token");
        }
        if (look.isLeased()) {
            return;
        }
        boolean waits = connection.status() == ConnectionStatus.RETRYING && connection.refreshDue() != null;
        if (waits && connection.refreshDue().isAfter(look.now())) {
            Duration wait = Duration.between(look.now(), connection.refreshDue());
            throw RefreshQueue.unavailable(id, connection.lastError(), wait);
        }
        Duration pause = hosts.of(endpoint.get()).pause();
        if (pause.isPositive()) {
            throw RefreshQueue.unavailable(id, "the third party asks for patience", pause);
        }
    }

    private Look look(ConnectionId id) {
        return jdbi.withHandle(handle ->
                        connections.findWithSecrets(handle, id).map(opened -> new Look(opened, claims.now(handle))))
                .orElseThrow(() -> ErrorCode.CONNECTION_NOT_FOUND.with(id.userId(), id.connector()));
    }

    private Optional<URI> endpoint(ConnectionId id) {
        return jdbi.withHandle(handle -> connectors.find(handle, id.connector()))
                .map(Connector::refreshUrl)
                .map(URI::create);
    }

    private static ApiException livesTooShort(ConnectionId id) {
        return reconnect(id, "the third party gives no token that lives so long");
    }

    private static ApiException reconnect(ConnectionId id, String reason) {
        return ErrorCode.RECONNECT_REQUIRED.with(id.userId(), id.connector(), reason);
    }
}
