package dev.gatehouse.guard;

import dev.gatehouse.client.service.Endpoint;
import dev.gatehouse.decision.GuardedEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** An endpoint in the form of the registry. Stateless. */
final class RegisteredEndpoint {
    private RegisteredEndpoint() {}

    static GuardedEndpoint of(Endpoint registered) {
        Integer maxAge = registered.maxAge();
        return new GuardedEndpoint(
                registered.endpoint(), alternatives(registered), maxAge == null ? null : Duration.ofSeconds(maxAge));
    }

    private static List<Set<String>> alternatives(Endpoint registered) {
        if (!registered.requires().isEmpty()) {
            return registered.requires().stream().map(Set::copyOf).toList();
        }
        String scope = registered.scope();
        return scope.isEmpty() ? List.of() : List.of(Set.copyOf(List.of(scope.split(" "))));
    }
}
