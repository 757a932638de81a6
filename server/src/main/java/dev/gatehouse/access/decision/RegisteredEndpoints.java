package dev.gatehouse.access.decision;

import dev.gatehouse.decision.GuardedEndpoint;
import java.util.List;
import java.util.Optional;

/** The endpoints that services registered. Implementations are thread-safe and may block. */
@FunctionalInterface
public interface RegisteredEndpoints {
    /** Those of a service, empty where it is not registered. */
    Optional<List<GuardedEndpoint>> of(String serviceId);
}
