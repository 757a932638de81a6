package dev.gatehouse.vault.connection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which connections to list; null members do not restrict. Immutable.
 *
 * @param now what decides whether somebody is refreshing
 */
public record ConnectionFilter(
        @Nullable String registrant,
        @Nullable String userId,
        @Nullable String connector,
        @Nullable ConnectionStatus status,
        Instant now) {}
