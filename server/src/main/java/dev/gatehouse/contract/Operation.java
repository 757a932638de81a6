package dev.gatehouse.contract;

import java.time.Instant;
import java.util.Optional;

/**
 * An operation of an OpenAPI document before it is settled which scopes it needs. Immutable.
 *
 * @param name its {@code operationId}, else the endpoint
 * @param reads whether its method changes nothing
 * @param security what it or the document asks for; empty where neither states anything
 * @param sunset when a deprecated one is expected to go; null where the document does not say
 */
record Operation(
        String endpoint, String name, boolean reads, Optional<Security> security, boolean deprecated, Instant sunset) {}
