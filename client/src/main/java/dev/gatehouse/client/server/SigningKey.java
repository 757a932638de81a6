package dev.gatehouse.client.server;

import java.time.Instant;

/**
 * A key that tokens are signed with.
 *
 * @param kid its id
 * @param alg {@code ES256} or {@code RS256}
 */
public record SigningKey(String kid, String alg, Instant activeFrom) {}
