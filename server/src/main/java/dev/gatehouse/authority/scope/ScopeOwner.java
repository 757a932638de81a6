package dev.gatehouse.authority.scope;

import org.jspecify.annotations.Nullable;

/**
 * A scope of a service, as its owner describes it. Immutable.
 *
 * @param serviceId the service that has it
 * @param ownerId who owns that service
 * @param description what it allows, in the owner's words; null where the service's contract says it
 * @param policy {@code open}, {@code approval} or {@code closed}; null for the service's own
 * @param shared whether services of other owners may declare it, too
 */
public record ScopeOwner(
        String scope,
        String serviceId,
        String ownerId,
        @Nullable String description,
        @Nullable String policy,
        boolean shared) {}
