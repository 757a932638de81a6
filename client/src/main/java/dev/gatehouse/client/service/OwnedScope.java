package dev.gatehouse.client.service;

import org.jspecify.annotations.Nullable;

/**
 * A scope of registered services, as its owner describes it.
 *
 * @param description what it allows, as people read it before they consent
 * @param serviceId the service that has it
 * @param ownerId who owns that service
 * @param policy {@code open}, {@code approval} or {@code closed}; null for the service's own
 * @param shared whether services of other owners may declare it, too
 */
public record OwnedScope(
        String scope,
        String description,
        String serviceId,
        String ownerId,
        @Nullable String policy,
        boolean shared) {}
