package dev.gatehouse.client.service;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * What leads from one version of a contract to another, and what that takes from today's clients.
 *
 * @param to null where the endpoints as they are now are compared with
 */
public record ContractComparison(
        String serviceId,
        int from,
        @Nullable Integer to,
        @JsonUnwrapped ContractChanges changes) {}
