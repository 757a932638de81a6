package dev.gatehouse.registry.onboarding;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Precondition;
import dev.gatehouse.api.ShownText;
import dev.gatehouse.api.Timestamps;
import dev.gatehouse.authority.scope.ScopeClaims;
import dev.gatehouse.clients.link.CutLinks;
import dev.gatehouse.clients.link.Link;
import dev.gatehouse.clients.scope.Scopes;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractDiff;
import dev.gatehouse.contract.ContractKinds;
import dev.gatehouse.contract.ContractReader;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.contract.OtherSchemes;
import dev.gatehouse.contract.bundle.Bundle;
import dev.gatehouse.registry.EndpointChanges;
import dev.gatehouse.registry.EndpointsReplaced;
import dev.gatehouse.registry.Ownership;
import dev.gatehouse.registry.Registry;
import dev.gatehouse.registry.Service;
import dev.gatehouse.registry.ServiceStore;
import dev.gatehouse.registry.change.AffectedClients;
import dev.gatehouse.registry.change.LostLink;
import dev.gatehouse.registry.change.ServiceChange;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.DatabaseFailures;
import dev.gatehouse.store.Deadlocks;
import dev.gatehouse.store.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Puts a service's endpoints and scopes from its own contract, in one transaction with the stored document.
 *
 * <p>Thread-safe.
 */
public final class Onboarding {
    private static final int MAX_NAME = 255;
    private static final int MAX_DESCRIPTION = 16_384;

    private final Jdbi jdbi;
    private final Clock clock;
    private final ContractKinds kinds;
    private final ContractReading reading;
    private final Rereading rereading;
    private final ContractHistory history;
    private final ServiceStore services = new ServiceStore();
    private final EndpointChanges endpoints = new EndpointChanges();
    private final ContractStore contracts = new ContractStore();
    private final AffectedClients affectedClients = new AffectedClients();
    private final ScopeClaims claims = new ScopeClaims();
    private final CutLinks cutLinks = new CutLinks();

    public Onboarding(Jdbi jdbi, Clock clock, ContractKinds kinds) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.kinds = kinds;
        this.reading = new ContractReading(new ContractReader(kinds));
        this.rereading = new Rereading(jdbi, reading);
        this.history = new ContractHistory(jdbi, reading, kinds);
    }

    /** What contracts are taken. */
    ContractKinds kinds() {
        return kinds;
    }

    /** What was stored before. */
    ContractHistory history() {
        return history;
    }

    /**
     * The document that a body holds, see {@link ContractReading#document}.
     *
     * @throws ApiException ERR12103
     */
    Bundle document(byte[] body, String contentType, Optional<String> root) {
        return reading.document(body, contentType, root, kinds);
    }

    /** @throws ApiException ERR12103, ERR11620, ERR12109, ERR12101, ERR12190 or ERR12192 */
    public ImportReport importContract(Caller caller, ImportOrder order) {
        Rereading.Prepared prepared = rereading.prepare(order);
        try {
            return imported(caller, prepared);
        } catch (JdbiException e) {
            if (DatabaseFailures.isUniqueViolation(e, "service_pkey")) {
                // Somebody else registered the service meanwhile: it is an update now.
                return imported(caller, prepared);
            }
            throw e;
        }
    }

    private ImportReport imported(Caller caller, Rereading.Prepared prepared) {
        return Deadlocks.repeating(
                () -> jdbi.inTransaction(handle -> importContract(handle, caller, plan(handle, caller, prepared))));
    }

    /**
     * Takes a stored version again, as if its document were sent.
     *
     * @throws ApiException ERR12015, ERR12114, and as {@link #importContract}
     */
    ImportReport restore(
            Caller caller,
            String serviceId,
            int version,
            boolean dryRun,
            boolean allowBreaking,
            Optional<OtherSchemes> otherSchemes,
            Precondition precondition) {
        StoredContract stored = history.version(serviceId, version);
        return importContract(
                caller,
                new ImportOrder(
                        serviceId,
                        stored.document(),
                        Optional.of(stored.type()),
                        otherSchemes.or(stored.read()::otherSchemes).orElse(OtherSchemes.DERIVE),
                        dryRun,
                        allowBreaking,
                        precondition,
                        Optional.of(version)));
    }

    private ImportReport importContract(Handle handle, Caller caller, ImportPlan plan) {
        ImportOrder order = plan.order();
        ScopeClaims.Claim claim = claim(handle, plan);
        claims.check(handle, claim);
        if (order.dryRun()) {
            return plan.report(links(handle, plan, List.of()));
        }
        if (plan.changesNothing()) {
            keep(handle, caller, plan);
            return plan.report(links(handle, plan, List.of()));
        }
        if (plan.breaksClients() && !order.allowBreaking()) {
            throw ErrorCode.BREAKING_CHANGE
                    .with(named(plan), "Repeat with allowBreaking=true to go on all the same")
                    .withMember("breaks", plan.consequences().breaks())
                    .withMember("affected", plan.consequences().affected());
        }
        save(handle, plan);
        EndpointsReplaced replaced = endpoints.replace(
                handle,
                order.serviceId(),
                plan.before().endpoints(),
                plan.contract().endpoints(),
                order.allowBreaking());
        claims.check(handle, claim);
        keep(handle, caller, plan);
        ImportReport report = plan.report(links(handle, plan, replaced.removedLinks()));
        ImportAudit.record(handle, caller, report);
        ChangeFeed.announce(handle, Registry.TOPIC, order.serviceId());
        return report;
    }

    /** What became of links: removed ones, and those that come back with an earlier version. */
    private ImportReport.Links links(Handle handle, ImportPlan plan, List<Link> removed) {
        ImportOrder order = plan.order();
        if (order.restored().isEmpty()) {
            return new ImportReport.Links(removed, List.of(), List.of());
        }
        CutLinks.Found found = cutLinks.restore(
                handle,
                order.serviceId(),
                order.restored().get(),
                plan.contract().endpoints().stream().map(Endpoint::endpoint).collect(Collectors.toSet()),
                order.dryRun());
        return new ImportReport.Links(
                removed,
                found.restored(),
                found.lost().stream()
                        .map(lost -> new LostLink(
                                lost.link().clientId(),
                                order.serviceId(),
                                lost.link().endpoint(),
                                lost.reason()))
                        .toList());
    }

    private ScopeClaims.Claim claim(Handle handle, ImportPlan plan) {
        Service service = plan.service();
        Set<String> scopes = new HashSet<>(Scopes.split(service.tokens().scope()));
        scopes.addAll(Endpoint.scopes(plan.contract().endpoints()));
        return claims.of(handle, service.serviceId(), service.ownerId(), scopes);
    }

    private static String named(ImportPlan plan) {
        ImportReport.Consequences consequences = plan.consequences();
        return consequences.breaks().isEmpty()
                ? AffectedClients.named(consequences.affected())
                : Breaks.named(consequences.breaks());
    }

    /** Compares the contract with what is there, which is kept from other writers until the transaction ends. */
    private ImportPlan plan(Handle handle, Caller caller, Rereading.Prepared prepared) {
        ImportOrder order = prepared.order();
        Contract contract = prepared.contract();
        Optional<Service> existing = services.lock(handle, order.serviceId());
        if (existing.isEmpty() && order.restored().isPresent()) {
            // It went since its version was read; a restoration is not to bring it back, with another owner.
            throw ErrorCode.SERVICE_NOT_FOUND.with(order.serviceId());
        }
        existing.ifPresent(service -> Ownership.check(caller, service));
        Optional<StoredContract> stored = existing.flatMap(service -> contracts.latest(handle, service.serviceId()));
        order.precondition()
                .checkBytes(
                        "The contract of service " + order.serviceId(),
                        stored.map(StoredContract::document).orElse(null));
        List<Endpoint> before = existing.map(service -> endpoints.current(handle, order.serviceId()))
                .orElse(List.of());
        String scopeBefore = existing.map(service -> service.tokens().scope()).orElse("");
        Set<String> scopesAfter = ContractScopes.merge(
                scopeBefore,
                stored.map(StoredContract::scopes).orElse(Set.of()),
                contract.scopes().keySet());
        ContractDiff diff = kinds.find(contract.type())
                .orElseThrow()
                .difference(before, Set.copyOf(Scopes.split(scopeBefore)), contract.endpoints(), scopesAfter);
        ServiceChange change = ServiceChange.of(
                order.serviceId(),
                before,
                contract.endpoints(),
                diff.scopesRemoved(),
                scopesAfter,
                prepared.messages().diff().needs());
        AffectedClients.Noticed noticed = affectedClients.of(handle, change);
        Service service = existing.orElseGet(() -> newService(caller, order.serviceId(), contract))
                .withContract(contract.type(), String.join(" ", scopesAfter));
        return new ImportPlan(
                order,
                noted(TypeChanges.noted(contract, existing), noticed)
                        .noting(prepared.messages().notes(handle, change, endpoints)),
                service,
                existing.isEmpty(),
                new ImportPlan.Before(stored, before, prepared.reread().differs(stored, before)),
                diff,
                consequences(handle, change, noticed));
    }

    private static Contract noted(Contract contract, AffectedClients.Noticed noticed) {
        return noticed.complete()
                ? contract
                : contract.noting(
                        "There are too many new endpoints to tell for all of them from which others they take requests.");
    }

    private ImportReport.Consequences consequences(
            Handle handle, ServiceChange change, AffectedClients.Noticed noticed) {
        List<Endpoint> after = change.after();
        List<String> deprecated = DeprecatedEndpoint.names(after);
        return new ImportReport.Consequences(
                Breaks.of(after, noticed.affected()),
                noticed.affected(),
                noticed.taken(),
                DeprecatedEndpoint.of(
                        after,
                        endpoints.linked(handle, change, deprecated),
                        affectedClients.uses(handle, change, deprecated)),
                ImportReport.Links.UNTOUCHED);
    }

    private void save(Handle handle, ImportPlan plan) {
        Instant now = Times.now(clock);
        if (plan.isNewService()) {
            services.insert(handle, plan.service().with(new Timestamps(now, now)));
        } else {
            services.update(
                    handle,
                    plan.service().with(new Timestamps(plan.service().times().createDt(), now)));
        }
    }

    /** The document, unless it is there already; then how it was read. */
    private void keep(Handle handle, Caller caller, ImportPlan plan) {
        StoredContract.HowRead read = StoredContract.HowRead.today(plan.order().otherSchemes());
        if (!plan.isNewDocument()) {
            contracts.setRead(handle, plan.order().serviceId(), plan.version(), read);
            return;
        }
        contracts.insert(
                handle,
                plan.order().serviceId(),
                plan.version(),
                plan.contract(),
                plan.order().document(),
                read,
                Times.now(clock),
                caller.userId());
    }

    private static Service newService(Caller caller, String serviceId, Contract contract) {
        ShownText.requireName("/serviceId", serviceId);
        String name = contract.title().isBlank() ? serviceId : cut(contract.title(), MAX_NAME);
        String description = contract.description().isBlank() ? null : cut(contract.description(), MAX_DESCRIPTION);
        return Service.of(serviceId, contract.type(), name, description, caller.userId());
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest));
    }
}
