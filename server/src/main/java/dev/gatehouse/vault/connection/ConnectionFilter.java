package dev.gatehouse.vault.connection;

import org.jspecify.annotations.Nullable;
import java.time.Instant;

/**
 * Which connections to list; null members do not restrict. Immutable.
 *
 * @param now what decides whether somebody is refreshing
 */
public record ConnectionFilter(
        String registrant, String userId, @Nullable String connector, @Nullable ConnectionStatus status, Instant now) {}
