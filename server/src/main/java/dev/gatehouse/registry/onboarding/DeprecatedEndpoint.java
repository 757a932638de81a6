package dev.gatehouse.registry.onboarding;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.clients.link.LinkedClient;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.usage.LastUseStore;
import dev.gatehouse.usage.RecentUse;
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

    /** A client, the user who owns it, and how it calls the endpoint. */
    public record OwnedClient(
            String clientId, String ownerId, @JsonUnwrapped RecentUse use) {}

    static List<String> names(Collection<Endpoint> endpoints) {
        return endpoints.stream()
                .filter(Endpoint::deprecated)
                .map(Endpoint::endpoint)
                .toList();
    }

    /**
     * Those of some endpoints that are deprecated.
     *
     * @param linked the links to them
     * @param uses how clients call them, by the names they have now
     */
    static List<DeprecatedEndpoint> of(
            Collection<Endpoint> endpoints, List<LinkedClient> linked, List<LastUseStore.Use> uses) {
        Map<List<String>, RecentUse> used = uses.stream()
                .collect(Collectors.toMap(
                        use -> List.of(use.clientId(), use.endpoint()), LastUseStore.Use::use, RecentUse::plus));
        Map<String, List<OwnedClient>> clients = linked.stream()
                .collect(Collectors.groupingBy(
                        LinkedClient::endpoint,
                        Collectors.mapping(
                                link -> new OwnedClient(
                                        link.clientId(),
                                        link.ownerId(),
                                        used.getOrDefault(List.of(link.clientId(), link.endpoint()), RecentUse.NONE)),
                                Collectors.toList())));
        return endpoints.stream()
                .filter(Endpoint::deprecated)
                .map(endpoint -> new DeprecatedEndpoint(
                        endpoint.endpoint(), endpoint.sunset(), clients.getOrDefault(endpoint.endpoint(), List.of())))
                .toList();
    }
}
