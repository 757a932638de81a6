package dev.gatehouse.vault.connection;

import java.time.Instant;

/**
 * Which connections to list; null members do not restrict. Immutable.
 *
 * @param now what decides whether somebody is refreshing
 */
public record ConnectionFilter(
        String registrant, String userId, String connector, ConnectionStatus status, Instant now) {}
