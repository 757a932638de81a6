package dev.gatehouse.registry;

import dev.gatehouse.contract.ContractType;
import java.time.Instant;

/**
 * A registered microservice or API.
 *
 * @param serviceId unique; 1 to 255 characters without slash, white space or control characters
 * @param ownerId the user who may change it
 * @param scope the scopes clients pick from, separated by one space (RFC 6749 section 3.3)
 * @param signingAlgorithm what access tokens for it are signed with, ES256 or RS256; null for the client's or the
 *     server's choice
 * @param resource the URI under which clients know it, and the audience of its tokens (RFC 8707); null for the one under
 *     the issuer
 * @param createDt when it was registered, UTC, to the microsecond
 * @param updateDt when it last changed, UTC, to the microsecond
 */
public record Service(
        String serviceId,
        ContractType serviceType,
        String serviceName,
        String serviceDesc,
        String ownerId,
        String scope,
        String signingAlgorithm,
        String resource,
        Instant createDt,
        Instant updateDt) {
    Service withOwner(String ownerId) {
        return with(ownerId, serviceType, scope, createDt, updateDt);
    }

    public Service withTimes(Instant createDt, Instant updateDt) {
        return with(ownerId, serviceType, scope, createDt, updateDt);
    }

    public Service withContract(ContractType serviceType, String scope) {
        return with(ownerId, serviceType, scope, createDt, updateDt);
    }

    private Service with(String ownerId, ContractType serviceType, String scope, Instant createDt, Instant updateDt) {
        return new Service(
                serviceId,
                serviceType,
                serviceName,
                serviceDesc,
                ownerId,
                scope,
                signingAlgorithm,
                resource,
                createDt,
                updateDt);
    }
}
