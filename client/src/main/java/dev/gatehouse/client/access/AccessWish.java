package dev.gatehouse.client.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Access for a client, as one asks for it.
 *
 * @param endpoints of the service, to be linked to
 * @param scopes of the service, to be given directly
 * @param until when it is to end by itself; null where it is not to
 * @param reason for the owner to read
 */
public record AccessWish(
        String clientId,
        String serviceId,
        List<String> endpoints,
        List<String> scopes,
        @Nullable Instant until,
        @Nullable String reason) {
    public AccessWish {
        endpoints = List.copyOf(endpoints);
        scopes = List.copyOf(scopes);
    }
}
