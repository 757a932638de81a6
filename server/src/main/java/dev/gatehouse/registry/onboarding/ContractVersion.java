package dev.gatehouse.registry.onboarding;

import dev.gatehouse.contract.ContractType;
import java.time.Instant;

/**
 * A stored contract document, without its bytes.
 *
 * @param version counts from 1 within the service
 * @param size of the document in bytes
 * @param createdBy the user who stored it
 */
public record ContractVersion(
        int version,
        ContractType contractType,
        String mediaType,
        int size,
        boolean derived,
        Instant createDt,
        String createdBy) {}
