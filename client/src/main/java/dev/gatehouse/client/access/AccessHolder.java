package dev.gatehouse.client.access;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client that has access to a service.
 *
 * @param endpoints those of the service that it is linked to
 * @param scopes those of the service that it may have directly, or by links to other services
 * @param lastUsed when it last called the service, as far as that is kept; null where it did not
 * @param recentCalls how many such calls passed on the last 30 days
 */
public record AccessHolder(
        String clientId,
        String clientName,
        String ownerId,
        List<String> endpoints,
        List<String> scopes,
        @JsonUnwrapped Term term,
        @Nullable Instant lastUsed,
        long recentCalls) {
    public AccessHolder(
            String clientId,
            String clientName,
            String ownerId,
            @Nullable List<String> endpoints,
            @Nullable List<String> scopes,
            Term term,
            @Nullable Instant lastUsed,
            long recentCalls) {
        this.clientId = clientId;
        this.clientName = clientName;
        this.ownerId = ownerId;
        this.endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
        this.scopes = scopes == null ? List.of() : List.copyOf(scopes);
        this.term = term;
        this.lastUsed = lastUsed;
        this.recentCalls = recentCalls;
    }

    /**
     * How long it has that.
     *
     * @param since when it got the first of it
     * @param approvedBy who approved what was approved last; null where nobody had to
     * @param until when the last of it ends by itself; null where some of it does not
     */
    public record Term(
            Instant since,
            @Nullable String approvedBy,
            @Nullable Instant until) {}
}
