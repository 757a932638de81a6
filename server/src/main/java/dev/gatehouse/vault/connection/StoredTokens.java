package dev.gatehouse.vault.connection;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** Tokens as they are stored, as long as they are valid; what is needed beyond that is somebody else's. Thread-safe. */
public final class StoredTokens implements FreshTokens {
    private static final int RETRY_SECONDS = 30;

    private final Jdbi jdbi;
    private final ConnectionStore store;
    private final Clock clock;

    public StoredTokens(Jdbi jdbi, ConnectionStore store, Clock clock) {
        this.jdbi = jdbi;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public ConnectionStore.Opened atLeast(ConnectionId id, Duration validity) {
        ConnectionStore.Opened opened = find(id);
        requireUsable(opened);
        if (opened.connection().isValidUntil(clock.instant().plus(validity))) {
            return opened;
        }
        throw unavailable(opened);
    }

    @Override
    public ConnectionStore.Opened refreshed(ConnectionId id) {
        ConnectionStore.Opened opened = find(id);
        requireUsable(opened);
        throw unavailable(opened);
    }

    private ConnectionStore.Opened find(ConnectionId id) {
        return jdbi.withHandle(handle -> store.findWithSecrets(handle, id))
                .orElseThrow(() -> ErrorCode.CONNECTION_NOT_FOUND.with(id.userId(), id.connector()));
    }

    private static void requireUsable(ConnectionStore.Opened opened) {
        if (opened.secrets() == null || opened.connection().status() == ConnectionStatus.REVOKED) {
            throw reconnect(opened, "access was taken back");
        }
    }

    /** What a caller is told who needs a longer-lived token than there is. */
    private ApiException unavailable(ConnectionStore.Opened opened) {
        Connection connection = opened.connection();
        if (connection.status() == ConnectionStatus.RECONNECT_REQUIRED) {
            return reconnect(opened, lastError(connection));
        }
        if (opened.secrets().refreshToken() == null) {
            return reconnect(opened, "there is no refresh token, and the access token does not live long enough");
        }
        return ErrorCode.TOKEN_UNAVAILABLE
                .with(connection.id().userId(), connection.id().connector(), lastError(connection))
                .withHeader("Retry-After", Long.toString(secondsUntil(connection.refreshDue())));
    }

    private long secondsUntil(Instant due) {
        return due == null
                ? RETRY_SECONDS
                : Math.clamp(Duration.between(clock.instant(), due).toSeconds(), 1, RETRY_SECONDS);
    }

    private static String lastError(Connection connection) {
        return connection.lastError() == null ? "it is not refreshed yet" : connection.lastError();
    }

    private static ApiException reconnect(ConnectionStore.Opened opened, String reason) {
        ConnectionId id = opened.connection().id();
        return ErrorCode.RECONNECT_REQUIRED.with(id.userId(), id.connector(), reason);
    }
}
