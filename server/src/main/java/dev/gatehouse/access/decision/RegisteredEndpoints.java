package dev.gatehouse.access.decision;

import dev.gatehouse.decision.GuardedEndpoint;
import java.util.List;
import java.util.Optional;

/** What services registered. Implementations are thread-safe and may block. */
@FunctionalInterface
public interface RegisteredEndpoints {
    /** What a service registered, empty where it did not. */
    Optional<Registration> of(String serviceId);

    /**
     * What it registered.
     *
     * @param resource the URI under which clients know the service (RFC 8707); null for the one under the issuer
     * @param speaksGraphql whether its contract is a GraphQL schema, so that requests are for root fields
     */
    record Registration(String resource, List<GuardedEndpoint> endpoints, boolean speaksGraphql) {}
}
