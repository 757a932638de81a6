package dev.gatehouse.client.server;

import org.jspecify.annotations.Nullable;

/**
 * Whether requests can be served: {@code UP} or {@code DOWN}, each.
 *
 * @param databaseFault what is wrong with the database, such as {@code READ_ONLY}; null where nothing is
 * @param changeFeed whether changes made by other processes are heard; without it, everything is slower
 */
public record Readiness(
        String status, String database, @Nullable String databaseFault, String changeFeed) {
    public boolean isUp() {
        return status.equals("UP");
    }
}
