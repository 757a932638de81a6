package dev.gatehouse.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Since when an endpoint is deprecated, and when it is expected to go; null where nobody said. */
public record DeprecatedSince(
        String endpoint, Instant since, @Nullable Instant sunset) {}
