package dev.gatehouse.client.service;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that is deprecated in a contract.
 *
 * @param sunset when it is expected to go; null where nobody said
 * @param clients who is linked to it
 */
public record DeprecatedEndpoint(String endpoint, @Nullable Instant sunset, List<User> clients) {
    public DeprecatedEndpoint {
        clients = List.copyOf(clients);
    }

    /**
     * A client that is linked to it.
     *
     * @param ownerId who owns that client
     * @param lastUsed when it last called it, as far as that is kept; null where it did not
     * @param recentCalls how many such calls passed on the last 30 days
     */
    public record User(
            String clientId, String ownerId, @Nullable Instant lastUsed, long recentCalls) {}
}
