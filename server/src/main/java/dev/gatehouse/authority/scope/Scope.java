package dev.gatehouse.authority.scope;

import org.jspecify.annotations.Nullable;

/**
 * A scope of a service, as people and programs read it. Immutable.
 *
 * @param description what it allows, in its owner's words
 * @param serviceId the service that has it
 * @param ownerId who owns that service
 * @param policy {@code open}, {@code approval} or {@code closed}; null for the service's own
 * @param shared whether services of other owners may declare it, too
 */
public record Scope(
        String scope,
        String description,
        String serviceId,
        String ownerId,
        @Nullable String policy,
        boolean shared) {}
