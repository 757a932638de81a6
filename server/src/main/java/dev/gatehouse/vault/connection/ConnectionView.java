package dev.gatehouse.vault.connection;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection as {@code /connections} shows it. In JSON the members of its parts stand side by side, absent ones are left
 * out. Immutable.
 */
record ConnectionView(
        String user,
        String connector,
        String status,
        @JsonUnwrapped Tokens tokens,
        @JsonUnwrapped Refreshing refreshing,
        Instant lastAccessDt) {

    record Tokens(
            Instant connectDt,
            @Nullable Instant refreshDt,
            @Nullable Instant expireDt) {}

    record Refreshing(
            @Nullable Instant nextAttemptDt,
            @Nullable Integer attempts,
            @Nullable String lastError,
            @Nullable Instant lastErrorDt) {}

    static ConnectionView of(Connection connection, Instant now) {
        return new ConnectionView(
                connection.id().userId(),
                connection.id().connector(),
                connection.statusAt(now).label(),
                new Tokens(connection.connected(), connection.refreshed(), connection.expires()),
                new Refreshing(
                        connection.refreshDue(),
                        connection.attempts() == 0 ? null : connection.attempts(),
                        connection.lastError(),
                        connection.lastErrorAt()),
                connection.lastAccess());
    }
}
