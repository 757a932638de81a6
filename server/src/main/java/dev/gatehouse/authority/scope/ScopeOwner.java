package dev.gatehouse.authority.scope;

import org.jspecify.annotations.Nullable;

/**
 * Who has a scope of a service. Immutable.
 *
 * @param serviceId the service that has it
 * @param ownerId who owns that service
 * @param policy {@code open}, {@code approval} or {@code closed}; null for the service's own
 * @param shared whether services of other owners may declare it, too
 */
public record ScopeOwner(
        String scope,
        String serviceId,
        String ownerId,
        @Nullable String policy,
        boolean shared) {}
