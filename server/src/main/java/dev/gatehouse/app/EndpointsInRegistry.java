package dev.gatehouse.app;

import dev.gatehouse.access.decision.Deprecation;
import dev.gatehouse.access.decision.RegisteredEndpoints;
import dev.gatehouse.contract.ContractKind;
import dev.gatehouse.contract.ContractKinds;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.decision.GuardedEndpoint;
import dev.gatehouse.registry.DecisionMode;
import dev.gatehouse.registry.Registry;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The endpoints in our registry, as decisions about requests need them. Thread-safe. */
public record EndpointsInRegistry(Registry registry, ContractKinds kinds) implements RegisteredEndpoints {
    @Override
    public Optional<Registered> of(String serviceId) {
        return registry.find(serviceId)
                .map(service -> new Registered(
                        registry.endpoints(serviceId).stream()
                                .map(EndpointsInRegistry::guarded)
                                .toList(),
                        registry.deprecated(serviceId).stream()
                                .map(each -> new Deprecation(each.endpoint(), each.since(), each.sunset()))
                                .toList(),
                        service.tokens().resource(),
                        kinds.find(service.serviceType())
                                .flatMap(ContractKind::requestReader)
                                .orElse(null),
                        service.rules().decisionMode() != DecisionMode.SHADOW));
    }

    private static GuardedEndpoint guarded(Endpoint endpoint) {
        return new GuardedEndpoint(endpoint.endpoint(), alternatives(endpoint));
    }

    /** In the order in which they were registered. */
    private static List<Set<String>> alternatives(Endpoint endpoint) {
        if (!endpoint.requires().isEmpty()) {
            return endpoint.requires().stream().map(Set::copyOf).toList();
        }
        return endpoint.scope().isEmpty()
                ? List.of()
                : List.of(Set.copyOf(List.of(endpoint.scope().split(" "))));
    }
}
