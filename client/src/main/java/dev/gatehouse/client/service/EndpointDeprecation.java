package dev.gatehouse.client.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether an endpoint that stays is deprecated from now on.
 *
 * @param sunset when it is expected to go; null where nobody said
 */
public record EndpointDeprecation(
        String endpoint, boolean deprecated, @Nullable Instant sunset) {}
