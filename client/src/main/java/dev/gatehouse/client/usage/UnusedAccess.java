package dev.gatehouse.client.usage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint or a scope that a client was given and does not use.
 *
 * @param endpoint null where it is a scope
 * @param scope null where it is an endpoint
 * @param since when it was given
 * @param lastUsed when it was last used; null where it was not
 */
public record UnusedAccess(
        String clientId,
        String serviceId,
        @Nullable String endpoint,
        @Nullable String scope,
        Instant since,
        @Nullable Instant lastUsed) {}
