package dev.gatehouse.access.decision;

import dev.gatehouse.decision.GuardedEndpoint;
import java.util.List;
import java.util.Optional;

/** The endpoints that services registered. Implementations are thread-safe and may block. */
@FunctionalInterface
public interface RegisteredEndpoints {
    /** Those of a service, empty where it is not registered. */
    Optional<Registered> of(String serviceId);

    /**
     * What a service registered.
     *
     * @param speaksGraphql whether its contract is a GraphQL schema, so that requests are for root fields
     */
    record Registered(List<GuardedEndpoint> endpoints, boolean speaksGraphql) {}
}
