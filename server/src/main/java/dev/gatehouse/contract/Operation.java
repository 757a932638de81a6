package dev.gatehouse.contract;

import java.util.Optional;

/**
 * An operation of an OpenAPI document before it is settled which scopes it needs. Immutable.
 *
 * @param name its {@code operationId}, else the endpoint
 * @param reads whether its method changes nothing
 * @param security what it or the document asks for; empty where neither states anything
 */
record Operation(String endpoint, String name, boolean reads, Optional<Security> security) {}
