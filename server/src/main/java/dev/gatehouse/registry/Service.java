package dev.gatehouse.registry;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.api.Timestamps;
import dev.gatehouse.authority.AccessPolicy;
import dev.gatehouse.contract.ContractType;
import org.jspecify.annotations.Nullable;

/**
 * A registered microservice or API. In JSON the members of its parts stand side by side. Immutable.
 *
 * @param serviceId unique; 1 to 255 characters without slash, white space or control characters
 * @param ownerId the user who may change it
 * @param policy who gets access to it; null only where nobody says, as in a request
 */
public record Service(
        String serviceId,
        ContractType serviceType,
        String serviceName,
        @Nullable String serviceDesc,
        String ownerId,
        @Nullable AccessPolicy policy,
        @JsonUnwrapped ServiceTokens tokens,
        @JsonUnwrapped Timestamps times) {
    /** One that only its contract says something about. */
    public static Service of(
            String serviceId, ContractType type, String name, @Nullable String description, String ownerId) {
        return new Service(
                serviceId,
                type,
                name,
                description,
                ownerId,
                AccessPolicy.APPROVAL,
                ServiceTokens.USUAL,
                Timestamps.NONE);
    }

    Service withOwner(String ownerId) {
        return with(ownerId, policy, serviceType, tokens, times);
    }

    /** The same with this policy where it has none. */
    Service withUsual(AccessPolicy usual) {
        return with(ownerId, policy == null ? usual : policy, serviceType, tokens, times);
    }

    public Service with(Timestamps times) {
        return with(ownerId, policy, serviceType, tokens, times);
    }

    public Service withContract(ContractType serviceType, String scope) {
        return with(ownerId, policy, serviceType, tokens.withScope(scope), times);
    }

    private Service with(
            String ownerId,
            @Nullable AccessPolicy policy,
            ContractType serviceType,
            ServiceTokens tokens,
            Timestamps times) {
        return new Service(serviceId, serviceType, serviceName, serviceDesc, ownerId, policy, tokens, times);
    }
}
