package dev.gatehouse.client.connection;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person's connection to a third-party service, without its tokens.
 *
 * @param status {@code connected}, {@code refreshing}, {@code retrying}, {@code reconnect_required} or {@code revoked}
 * @param expireDt when its access token expires; null where nobody said
 * @param lastAccessDt when a caller got its tokens last, to the day
 */
public record UserConnection(
        String user,
        String connector,
        String status,
        Instant connectDt,
        @Nullable Instant expireDt,
        Instant lastAccessDt,
        @JsonUnwrapped Refreshing refreshing) {
    /**
     * How its tokens are kept fresh.
     *
     * @param refreshDt when they were refreshed last
     * @param nextAttemptDt when they are refreshed next
     * @param attempts how many refreshes failed since the last that worked
     */
    public record Refreshing(
            @Nullable Instant refreshDt,
            @Nullable Instant nextAttemptDt,
            int attempts,
            @Nullable String lastError,
            @Nullable Instant lastErrorDt) {}
}
