package dev.gatehouse.client.service;

import java.time.Instant;

/**
 * A stored contract without its bytes.
 *
 * @param version counted from 1 within the service
 * @param size in bytes
 * @param derived whether the scopes were derived, since the document names none
 * @param createdBy the user who stored it
 */
public record ContractVersion(
        int version,
        String contractType,
        String mediaType,
        long size,
        boolean derived,
        Instant createDt,
        String createdBy) {}
