package dev.gatehouse.registry;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.api.Timestamps;
import dev.gatehouse.contract.ContractType;
import org.jspecify.annotations.Nullable;

/**
 * A registered microservice or API. In JSON the members of its parts stand side by side. Immutable.
 *
 * @param serviceId unique; 1 to 255 characters without slash, white space or control characters
 * @param ownerId the user or the team that may change it
 * @param rules who gets access to it, and what becomes of others
 */
public record Service(
        String serviceId,
        ContractType serviceType,
        String serviceName,
        @Nullable String serviceDesc,
        String ownerId,
        @JsonUnwrapped ServiceRules rules,
        @JsonUnwrapped ServiceTokens tokens,
        @JsonUnwrapped Timestamps times) {
    /** One that only its contract says something about. */
    public static Service of(
            String serviceId, ContractType type, String name, @Nullable String description, String ownerId) {
        return new Service(
                serviceId, type, name, description, ownerId, ServiceRules.USUAL, ServiceTokens.USUAL, Timestamps.NONE);
    }

    Service withOwner(String ownerId) {
        return with(ownerId, rules, serviceType, tokens, times);
    }

    /** The same with these rules where it says nothing. */
    Service withUsual(ServiceRules usual) {
        return with(ownerId, rules.orElse(usual), serviceType, tokens, times);
    }

    public Service with(Timestamps times) {
        return with(ownerId, rules, serviceType, tokens, times);
    }

    public Service withContract(ContractType serviceType, String scope) {
        return with(ownerId, rules, serviceType, tokens.withScope(scope), times);
    }

    private Service with(
            String ownerId, ServiceRules rules, ContractType serviceType, ServiceTokens tokens, Timestamps times) {
        return new Service(serviceId, serviceType, serviceName, serviceDesc, ownerId, rules, tokens, times);
    }
}
