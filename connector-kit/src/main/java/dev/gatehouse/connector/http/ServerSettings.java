package dev.gatehouse.connector.http;

import java.time.Duration;
import java.util.Optional;

/**
 * How a connector listens, and its bounds.
 *
 * @param callerToken what callers have to show; none lets everybody in
 * @param maximumBytes of a request's body
 * @param maximumRequests in flight
 * @param stall how long the caller may make no progress
 * @param call how long the third party may make no progress
 * @param drain how long running requests have when the connector stops
 */
public record ServerSettings(
        String bind,
        int port,
        Optional<String> callerToken,
        long maximumBytes,
        int maximumRequests,
        Duration stall,
        Duration call,
        Duration drain) {
    /** Whether nobody else can connect. */
    public boolean isForThisMachineAlone() {
        return bind.startsWith("127.") || bind.equalsIgnoreCase("localhost") || bind.equals("::1");
    }

    @Override
    public String toString() {
        return "ServerSettings[" + bind + ":" + port + "]";
    }
}
