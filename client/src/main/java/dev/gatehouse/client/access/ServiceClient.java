package dev.gatehouse.client.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client that has access to a service.
 *
 * @param endpoints those of the service that it is linked to
 * @param scopes those of the service that it may have directly, or by links to other services
 * @param since when it got the first of it
 * @param approvedBy who approved what was approved last; null where nobody had to
 * @param until when the last of it ends by itself; null where some of it does not
 */
public record ServiceClient(
        String clientId,
        String clientName,
        String ownerId,
        List<String> endpoints,
        List<String> scopes,
        Instant since,
        @Nullable String approvedBy,
        @Nullable Instant until) {
    public ServiceClient(
            String clientId,
            String clientName,
            String ownerId,
            @Nullable List<String> endpoints,
            @Nullable List<String> scopes,
            Instant since,
            @Nullable String approvedBy,
            @Nullable Instant until) {
        this.clientId = clientId;
        this.clientName = clientName;
        this.ownerId = ownerId;
        this.endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
        this.scopes = scopes == null ? List.of() : List.copyOf(scopes);
        this.since = since;
        this.approvedBy = approvedBy;
        this.until = until;
    }
}
