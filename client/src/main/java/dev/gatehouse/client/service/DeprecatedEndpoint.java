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

    /** A client that uses it, and the user who owns that client. */
    public record User(String clientId, String ownerId) {}
}
