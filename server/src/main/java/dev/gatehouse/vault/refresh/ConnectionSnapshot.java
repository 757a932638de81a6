package dev.gatehouse.vault.refresh;

import dev.gatehouse.vault.connection.Connection;
import dev.gatehouse.vault.connection.ConnectionStore;
import java.time.Instant;

/** A connection as it is now, by the clock of the database. */
record ConnectionSnapshot(ConnectionStore.Opened opened, Instant now) {
    Connection connection() {
        return opened.connection();
    }

    /** Whether it has an access token that has not expired. */
    boolean isAlive() {
        return opened.secrets() != null && connection().isValidUntil(now);
    }

    boolean isLeased() {
        return connection().leaseUntil() != null && connection().leaseUntil().isAfter(now);
    }
}
