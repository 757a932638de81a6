package dev.gatehouse.app;

import dev.gatehouse.access.decision.Deprecation;
import dev.gatehouse.access.decision.RegisteredEndpoints;
import dev.gatehouse.contract.ContractKind;
import dev.gatehouse.contract.ContractKinds;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.decision.GuardedEndpoint;
import dev.gatehouse.decision.MethodParameters;
import dev.gatehouse.decision.content.RequestReader;
import dev.gatehouse.registry.DecisionMode;
import dev.gatehouse.registry.Registry;
import dev.gatehouse.registry.Service;
import dev.gatehouse.registry.onboarding.LatestContracts;
import dev.gatehouse.registry.onboarding.LatestContracts.Stamp;
import dev.gatehouse.store.BoundedMemory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The endpoints in our registry, as decisions about requests need them. Thread-safe. */
public final class EndpointsInRegistry implements RegisteredEndpoints {
    /** Services whose contract is kept as read, which may take seconds; others are read each time. */
    private static final int MAX_READ = 100;

    private final Registry registry;
    private final ContractKinds kinds;
    private final LatestContracts contracts;
    private final BoundedMemory<String, Read> read = new BoundedMemory<>(MAX_READ);

    /** What was read of a document that does not change. */
    private record Read(Stamp stamp, RequestReader reader) {}

    public EndpointsInRegistry(Registry registry, ContractKinds kinds, LatestContracts contracts) {
        this.registry = registry;
        this.kinds = kinds;
        this.contracts = contracts;
    }

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
                        MethodParameters.orUsual(service.tokens().methodParameters()),
                        requestReader(service),
                        service.rules().decisionMode() != DecisionMode.SHADOW));
    }

    private @Nullable RequestReader requestReader(Service service) {
        ContractKind kind = kinds.find(service.serviceType()).orElse(null);
        RequestReader reader = kind == null ? null : kind.requestReader().orElse(null);
        return kind == null || reader == null
                ? null
                : contracts
                        .stamp(service.serviceId())
                        .filter(stamp -> stamp.type().equals(service.serviceType()))
                        .map(stamp -> knowing(kind, reader, service.serviceId(), stamp))
                        .orElse(reader);
    }

    /** @param reader one that knows no document */
    private RequestReader knowing(ContractKind kind, RequestReader reader, String serviceId, Stamp stamp) {
        Read known = read.getIfPresent(serviceId);
        if (known != null && known.stamp().equals(stamp)) {
            return known.reader();
        }
        Optional<RequestReader> knowing =
                contracts.document(serviceId, stamp.version()).flatMap(document -> readAlone(kind, document));
        knowing.ifPresent(found -> read.put(serviceId, new Read(stamp, found)));
        return knowing.orElse(reader);
    }

    /** One at a time, since it takes memory in proportion to the document. */
    private synchronized Optional<RequestReader> readAlone(ContractKind kind, byte[] document) {
        return kind.requestReader(document);
    }

    private static GuardedEndpoint guarded(Endpoint endpoint) {
        Integer maxAge = endpoint.maxAge();
        return new GuardedEndpoint(
                endpoint.endpoint(), alternatives(endpoint), maxAge == null ? null : Duration.ofSeconds(maxAge));
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
