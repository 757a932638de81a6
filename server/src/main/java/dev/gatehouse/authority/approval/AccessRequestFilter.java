package dev.gatehouse.authority.approval;

import org.jspecify.annotations.Nullable;

/**
 * Which access requests are asked for; null is not asked. Immutable.
 *
 * @param state one of the states in words
 * @param before only those with a smaller id
 * @param clientsOf only requests of this user's clients, or of what {@code servicesOf} adds
 * @param servicesOf only requests to this user's services, or of what {@code clientsOf} adds
 */
public record AccessRequestFilter(
        @Nullable String state,
        @Nullable String serviceId,
        @Nullable String clientId,
        @Nullable Long before,
        @Nullable String clientsOf,
        @Nullable String servicesOf) {}
