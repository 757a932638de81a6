package dev.gatehouse.client.service;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change takes from a client.
 *
 * @param broken whether something that works for it today works no more
 * @param lostEndpoints endpoints that go and that it is linked to, holds the scopes of directly, or was seen at
 * @param refusedEndpoints such endpoints that its tokens of today do not reach any more, or in GraphQL not everywhere below; and new
 *     ones that take requests from such
 * @param neededScopes what its tokens of today lack for those
 * @param lostScopes what it may ask for today, but not then
 */
public record ClientLoss(
        @JsonUnwrapped Who client,
        boolean broken,
        List<String> lostEndpoints,
        List<String> refusedEndpoints,
        List<String> neededScopes,
        List<String> lostScopes) {
    public ClientLoss {
        lostEndpoints = List.copyOf(lostEndpoints);
        refusedEndpoints = List.copyOf(refusedEndpoints);
        neededScopes = List.copyOf(neededScopes);
        lostScopes = List.copyOf(lostScopes);
    }

    /**
     * Whom it is taken from.
     *
     * @param clientName null where another issuer has the client
     * @param ownerId null where another issuer has the client
     * @param lastUsed when it last called one of these endpoints, or where there are none, the service; null where it did not
     * @param recentCalls how many such calls passed on the last 30 days
     */
    public record Who(
            String clientId,
            @Nullable String clientName,
            @Nullable String ownerId,
            @Nullable Instant lastUsed,
            long recentCalls) {}
}
