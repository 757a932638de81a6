package dev.gatehouse.access.decision;

import dev.gatehouse.decision.GuardedEndpoint;
import dev.gatehouse.decision.MethodParameters;
import dev.gatehouse.decision.content.RequestReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What services registered. Implementations are thread-safe and may block. */
@FunctionalInterface
public interface RegisteredEndpoints {
    /**
     * What a service registered.
     *
     * @param endpoints all it has
     * @param deprecations those of them that are deprecated
     * @param resource the URI it is known by beside the one under the issuer; null where it has none
     * @param methodParameters query parameters that name methods to it
     * @param requests tells which of them a request is for, beside method and path; null where these do
     * @param refuses whether what is not allowed is refused, and not just counted
     */
    record Registered(
            List<GuardedEndpoint> endpoints,
            List<Deprecation> deprecations,
            @Nullable String resource,
            MethodParameters methodParameters,
            @Nullable RequestReader requests,
            boolean refuses) {
        public Registered {
            endpoints = List.copyOf(endpoints);
            deprecations = List.copyOf(deprecations);
        }
    }

    /** That of a service, empty where it is not registered. */
    Optional<Registered> of(String serviceId);
}
