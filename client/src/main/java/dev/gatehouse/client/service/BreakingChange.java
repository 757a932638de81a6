package dev.gatehouse.client.service;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change and the clients it takes something from.
 *
 * @param reason the word {@code removed}, or what the endpoint needs now, or what places below it do
 * @param clients their ids
 * @param lastUsed when one of them last called the endpoint, or where it is new, those it takes requests from; null where none did
 * @param recentCalls how many such calls passed on the last 30 days
 * @param callers those of the clients that were seen there
 */
public record BreakingChange(
        String endpoint,
        String reason,
        List<String> clients,
        @Nullable Instant lastUsed,
        long recentCalls,
        List<Caller> callers) {
    public BreakingChange(
            String endpoint,
            String reason,
            List<String> clients,
            @Nullable Instant lastUsed,
            long recentCalls,
            @Nullable List<Caller> callers) {
        this.endpoint = endpoint;
        this.reason = reason;
        this.clients = List.copyOf(clients);
        this.lastUsed = lastUsed;
        this.recentCalls = recentCalls;
        this.callers = callers == null ? List.of() : List.copyOf(callers);
    }

    /** A client, and how it calls an endpoint. */
    public record Caller(String clientId, Instant lastUsed, long recentCalls) {}
}
