package dev.gatehouse.client.oauthclient;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A client's link to an endpoint that is deprecated.
 *
 * @param ownerId the user who owns the client
 * @param sunset when the endpoint is expected to go; null where nobody said
 * @param lastUsed when the client last called it, as far as that is kept; null where it did not
 * @param recentCalls how many such calls passed on the last 30 days
 */
public record DeprecatedLink(
        String clientId,
        String ownerId,
        String serviceId,
        String endpoint,
        String operation,
        @Nullable Instant sunset,
        @Nullable Instant lastUsed,
        long recentCalls) {}
