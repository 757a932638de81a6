package dev.gatehouse.vault.connection;

import java.time.Instant;

/** A connection as {@code /connections} shows it; absent members are left out. Immutable. */
record ConnectionView(
        String user,
        String connector,
        String status,
        Instant connectDt,
        Instant refreshDt,
        Instant expireDt,
        Instant nextAttemptDt,
        Integer attempts,
        String lastError,
        Instant lastErrorDt,
        Instant lastAccessDt) {

    static ConnectionView of(Connection connection, Instant now) {
        return new ConnectionView(
                connection.id().userId(),
                connection.id().connector(),
                connection.statusAt(now).label(),
                connection.connected(),
                connection.refreshed(),
                connection.expires(),
                connection.refreshDue(),
                connection.attempts() == 0 ? null : connection.attempts(),
                connection.lastError(),
                connection.lastErrorAt(),
                connection.lastAccess());
    }
}
