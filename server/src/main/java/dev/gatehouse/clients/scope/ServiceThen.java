package dev.gatehouse.clients.scope;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A service as it may become. Immutable.
 *
 * @param endpoints what each of its endpoints needs then, by name
 * @param declared the scopes it declares then
 */
public record ServiceThen(String serviceId, Map<String, Needs> endpoints, Set<String> declared) {
    public ServiceThen {
        endpoints = Map.copyOf(endpoints);
        declared = Set.copyOf(declared);
    }

    /** The scopes that its endpoints need then, in whichever alternative. */
    Set<String> required() {
        return endpoints.values().stream()
                .flatMap(needs -> Requirement.of(needs.scope(), needs.requires(), List.of()).scopes().stream())
                .collect(Collectors.toSet());
    }

    /** Scopes separated by space, and alternatives, which alone count where there are any. */
    public record Needs(String scope, List<List<String>> requires) {}
}
