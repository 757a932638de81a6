package dev.gatehouse.registry.onboarding;

import dev.gatehouse.clients.link.LinkedClient;
import dev.gatehouse.contract.Endpoint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that is deprecated and who should hear of it. Immutable.
 *
 * @param sunset when it is expected to go; null where nobody said
 * @param clients those linked to it, with their owners
 */
public record DeprecatedEndpoint(String endpoint, @Nullable Instant sunset, List<OwnedClient> clients) {
    public DeprecatedEndpoint {
        clients = List.copyOf(clients);
    }

    /** A client and the user who owns it. */
    public record OwnedClient(String clientId, String ownerId) {}

    static List<String> names(Collection<Endpoint> endpoints) {
        return endpoints.stream()
                .filter(Endpoint::deprecated)
                .map(Endpoint::endpoint)
                .toList();
    }

    /** @param linked the links to those that are deprecated */
    static List<DeprecatedEndpoint> of(Collection<Endpoint> endpoints, List<LinkedClient> linked) {
        Map<String, List<OwnedClient>> clients = linked.stream()
                .collect(Collectors.groupingBy(
                        LinkedClient::endpoint,
                        Collectors.mapping(
                                link -> new OwnedClient(link.clientId(), link.ownerId()), Collectors.toList())));
        return endpoints.stream()
                .filter(Endpoint::deprecated)
                .map(endpoint -> new DeprecatedEndpoint(
                        endpoint.endpoint(), endpoint.sunset(), clients.getOrDefault(endpoint.endpoint(), List.of())))
                .toList();
    }
}
