package dev.gatehouse.client.server;

/**
 * Whether requests can be served: {@code UP} or {@code DOWN}, each.
 *
 * @param changeFeed whether changes made by other processes are heard; without it, everything is slower
 */
public record Readiness(String status, String database, String changeFeed) {
    public boolean isUp() {
        return status.equals("UP");
    }
}
