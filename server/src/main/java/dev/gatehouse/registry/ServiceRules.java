package dev.gatehouse.registry;

import dev.gatehouse.authority.AccessPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Who gets access to a service, and what becomes of those who have none. Immutable; each is null only where nobody says, as in a
 * request.
 */
public record ServiceRules(
        @Nullable AccessPolicy policy, @Nullable DecisionMode decisionMode) {
    /** As they are for what is newly registered. */
    public static final ServiceRules USUAL = new ServiceRules(AccessPolicy.APPROVAL, DecisionMode.ENFORCE);

    /** These, with the others where they say nothing. */
    ServiceRules orElse(ServiceRules others) {
        return new ServiceRules(
                policy == null ? others.policy : policy, decisionMode == null ? others.decisionMode : decisionMode);
    }
}
