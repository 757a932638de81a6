package dev.gatehouse.vault.refresh;

import dev.gatehouse.vault.connection.Connection;
import dev.gatehouse.vault.connection.ConnectionStore;
import java.time.Instant;

/** A connection as it is now, by the clock of the database. */
record ConnectionSnapshot(ConnectionStore.Opened opened, Instant now) {
    Connection connection() {
        return opened.connection();
    }

    boolean isLeased() {
        return connection().leaseUntil() != null && connection().leaseUntil().isAfter(now);
    }
}
