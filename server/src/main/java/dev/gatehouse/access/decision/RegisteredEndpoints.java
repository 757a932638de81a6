package dev.gatehouse.access.decision;

import dev.gatehouse.decision.GuardedEndpoint;
import java.util.List;
import java.util.Optional;

/** What services registered. Implementations are thread-safe and may block. */
@FunctionalInterface
public interface RegisteredEndpoints {
    /** What a service registered, empty where it did not. */
    Optional<Registration> of(String serviceId);

    /** @param resource the URI under which clients know the service (RFC 8707); null for the one under the issuer */
    record Registration(String resource, List<GuardedEndpoint> endpoints) {}
}
