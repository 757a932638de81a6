package dev.gatehouse.registry.onboarding;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.clients.scope.Scopes;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractDiff;
import dev.gatehouse.contract.ContractKind;
import dev.gatehouse.contract.ContractKinds;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.contract.PathRenames;
import dev.gatehouse.registry.EndpointChanges;
import dev.gatehouse.registry.Service;
import dev.gatehouse.registry.ServiceStore;
import dev.gatehouse.registry.change.AffectedClients;
import dev.gatehouse.registry.change.ServiceChange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The versions of a service's contract that were stored, and what differs between them. Thread-safe. */
final class ContractHistory {
    private final Jdbi jdbi;
    private final ContractReading reading;
    private final ContractKinds kinds;
    private final ServiceStore services = new ServiceStore();
    private final EndpointChanges endpoints = new EndpointChanges();
    private final ContractStore contracts = new ContractStore();
    private final AffectedClients affectedClients = new AffectedClients();

    ContractHistory(Jdbi jdbi, ContractReading reading, ContractKinds kinds) {
        this.jdbi = jdbi;
        this.reading = reading;
        this.kinds = kinds;
    }

    /** A page of stored versions, newest first, and how many there are where the page is counted. */
    record Versions(List<ContractVersion> versions, long total) {}

    /** @throws ApiException ERR12015 or ERR12114 */
    StoredContract latest(String serviceId) {
        return jdbi.withHandle(handle -> {
            requireService(handle, serviceId);
            return contracts
                    .latest(handle, serviceId)
                    .orElseThrow(() -> ErrorCode.CONTRACT_NOT_FOUND.with(
                            "Service " + serviceId + " was registered without a contract"));
        });
    }

    /** @throws ApiException ERR12015 or ERR12114 */
    StoredContract version(String serviceId, int version) {
        return jdbi.withHandle(handle -> {
            requireService(handle, serviceId);
            return contracts
                    .find(handle, serviceId, version)
                    .orElseThrow(() -> ErrorCode.CONTRACT_NOT_FOUND.with(
                            "Service " + serviceId + " has no contract version " + version));
        });
    }

    /** @throws ApiException ERR12015 */
    Versions versions(String serviceId, Page page, @Nullable Integer after) {
        return jdbi.withHandle(handle -> {
            requireService(handle, serviceId);
            return new Versions(
                    contracts.versions(handle, serviceId, after, page.size(), page.offset()),
                    page.isCounted() ? contracts.count(handle, serviceId) : 0);
        });
    }

    private void requireService(Handle handle, String serviceId) {
        if (services.find(handle, serviceId).isEmpty()) {
            throw ErrorCode.SERVICE_NOT_FOUND.with(serviceId);
        }
    }

    /**
     * What leads from one stored version to another, and what that would take from today's clients.
     *
     * @param to empty for the endpoints and scopes as they are now
     * @throws ApiException ERR12015 or ERR12114
     */
    ContractComparison compare(String serviceId, int from, Optional<Integer> to) {
        StoredContract first = version(serviceId, from);
        Optional<StoredContract> second = to.map(version -> version(serviceId, version));
        Contract before = reading.read(serviceId, first);
        Optional<Contract> then = second.map(stored -> reading.read(serviceId, stored));
        MessageChanges messages = second.map(stored -> MessageChanges.between(first, stored.document(), reading))
                .orElse(MessageChanges.NONE);
        ContractKind kind = kinds.find(then.orElse(before).type()).orElseThrow();
        return jdbi.withHandle(handle -> {
            Service service =
                    services.find(handle, serviceId).orElseThrow(() -> ErrorCode.SERVICE_NOT_FOUND.with(serviceId));
            List<Endpoint> after = then.map(Contract::endpoints).orElseGet(() -> endpoints.current(handle, serviceId));
            Set<String> scopesAfter = then.map(contract -> contract.scopes().keySet())
                    .orElseGet(() -> Set.copyOf(Scopes.split(service.tokens().scope())));
            ContractDiff diff =
                    kind.difference(before.endpoints(), before.scopes().keySet(), after, scopesAfter);
            PathRenames renames = PathRenames.ofEndpoints(endpoints.current(handle, serviceId), after);
            ServiceChange change = new ServiceChange(
                    serviceId,
                    PathRenames.ofEndpoints(before.endpoints(), after).applied(before.endpoints()),
                    after,
                    renames,
                    Set.copyOf(diff.scopesRemoved()),
                    scopesAfter,
                    messages.diff().needs());
            AffectedClients.Noticed noticed = affectedClients.of(handle, change);
            return new ContractComparison(
                    serviceId,
                    from,
                    to.orElse(null),
                    diff,
                    Breaks.of(after, noticed.affected()),
                    noticed.affected(),
                    noticed.taken(),
                    messages.notes(handle, change, endpoints));
        });
    }
}
