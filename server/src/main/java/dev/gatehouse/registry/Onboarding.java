package dev.gatehouse.registry;

import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.clients.LinkedClient;
import dev.gatehouse.clients.Scopes;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractDiff;
import dev.gatehouse.contract.ContractReader;
import dev.gatehouse.contract.ContractType;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.http.ApiException;
import dev.gatehouse.http.Caller;
import dev.gatehouse.http.ErrorCode;
import dev.gatehouse.http.Page;
import dev.gatehouse.http.Precondition;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.DatabaseFailures;
import dev.gatehouse.store.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Puts a service's endpoints and scopes from its own contract, in one transaction with the stored document.
 *
 * <p>Thread-safe. At most two documents are read at once, since reading takes memory in proportion to the document.
 */
public final class Onboarding {
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_DESCRIPTION = 16_384;
    private static final long READ_WAIT_SECONDS = 20;

    private final Jdbi jdbi;
    private final Clock clock;
    private final ContractReader reader = new ContractReader();
    private final Semaphore readers = new Semaphore(2, true);
    private final ServiceStore services = new ServiceStore();
    private final EndpointChanges endpoints = new EndpointChanges();
    private final ContractStore contracts = new ContractStore();

    public Onboarding(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * What to import, and how.
     *
     * @param declaredType what the caller says the document is; empty to recognise it
     * @param dryRun whether to change nothing and only report
     * @param allowBreaking whether to go on although linked clients would break
     */
    public record Order(
            String serviceId,
            byte[] document,
            Optional<ContractType> declaredType,
            boolean dryRun,
            boolean allowBreaking,
            Precondition precondition) {}

    /** @throws ApiException ERR12103, ERR11620, ERR12109 or ERR12101 */
    public ImportReport importContract(Caller caller, Order order) {
        Contract contract = read(order);
        try {
            return jdbi.inTransaction(handle -> importContract(handle, caller, order, contract));
        } catch (JdbiException e) {
            if (DatabaseFailures.isUniqueViolation(e, "service_pkey")) {
                // Somebody else registered the service meanwhile: it is an update now.
                return jdbi.inTransaction(handle -> importContract(handle, caller, order, contract));
            }
            throw e;
        }
    }

    /** A page of stored versions, newest first, and how many there are where the page is counted. */
    public record Versions(List<ContractVersion> versions, long total) {}

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
    Versions versions(String serviceId, Page page, Integer after) {
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

    private Contract read(Order order) {
        boolean acquired = false;
        try {
            acquired = readers.tryAcquire(READ_WAIT_SECONDS, TimeUnit.SECONDS);
            if (!acquired) {
                throw ErrorCode.SERVER_BUSY.with("two contracts being read").withHeader("Retry-After", "5");
            }
            return reader.read(order.serviceId(), order.document(), order.declaredType());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to read a contract", e);
        } finally {
            if (acquired) {
                readers.release();
            }
        }
    }

    private ImportReport importContract(Handle handle, Caller caller, Order order, Contract contract) {
        ImportPlan plan = plan(handle, caller, order, contract);
        if (order.dryRun() || plan.changesNothing()) {
            return plan.report(List.of());
        }
        if (!plan.breaks().isEmpty() && !order.allowBreaking()) {
            throw ErrorCode.BREAKING_CHANGE
                    .with(Breaks.named(plan.breaks()), "Repeat with allowBreaking=true to go on all the same")
                    .withMember("breaks", plan.breaks());
        }
        save(handle, plan);
        EndpointsReplaced replaced = endpoints.replace(
                handle, order.serviceId(), plan.endpointsBefore(), contract.endpoints(), order.allowBreaking());
        if (plan.isNewDocument()) {
            store(handle, caller, plan);
        }
        ImportReport report = plan.report(replaced.removedLinks());
        AuditLog.record(handle, caller, "contract.import", "service/" + order.serviceId(), report);
        ChangeFeed.announce(handle, Registry.TOPIC, order.serviceId());
        return report;
    }

    /** Compares the contract with what is there, which is kept from other writers until the transaction ends. */
    private ImportPlan plan(Handle handle, Caller caller, Order order, Contract contract) {
        Optional<Service> existing = services.lock(handle, order.serviceId());
        existing.ifPresent(service -> Ownership.check(caller, service));
        Optional<StoredContract> stored = existing.flatMap(service -> contracts.latest(handle, service.serviceId()));
        order.precondition()
                .checkBytes(
                        "The contract of service " + order.serviceId(),
                        stored.map(StoredContract::document).orElse(null));
        List<Endpoint> before = existing.map(service -> endpoints.current(handle, order.serviceId()))
                .orElse(List.of());
        String scopeBefore = existing.map(Service::scope).orElse("");
        Set<String> scopesAfter = ContractScopes.merge(
                scopeBefore,
                stored.map(StoredContract::scopes).orElse(Set.of()),
                contract.scopes().keySet());
        ContractDiff diff =
                ContractDiff.between(before, Set.copyOf(Scopes.split(scopeBefore)), contract.endpoints(), scopesAfter);
        List<LinkedClient> linked = endpoints.linked(handle, order.serviceId(), Breaks.endpoints(diff));
        Service service = existing.orElseGet(() -> newService(caller, order.serviceId(), contract))
                .withContract(contract.type(), String.join(" ", scopesAfter));
        return new ImportPlan(
                order,
                contract,
                service,
                existing.isEmpty(),
                stored,
                before,
                diff,
                Breaks.of(contract.endpoints(), linked));
    }

    private void save(Handle handle, ImportPlan plan) {
        Instant now = Times.now(clock);
        if (plan.isNewService()) {
            services.insert(handle, plan.service().withTimes(now, now));
        } else {
            services.update(handle, plan.service().withTimes(plan.service().createDt(), now));
        }
    }

    private void store(Handle handle, Caller caller, ImportPlan plan) {
        contracts.insert(
                handle,
                plan.order().serviceId(),
                plan.version(),
                plan.contract(),
                MediaTypes.of(plan.order().document()),
                plan.order().document(),
                Times.now(clock),
                caller.userId());
    }

    private static Service newService(Caller caller, String serviceId, Contract contract) {
        String name = contract.title().isBlank() ? serviceId : cut(contract.title(), LONGEST_NAME);
        String description = contract.description().isBlank() ? null : cut(contract.description(), LONGEST_DESCRIPTION);
        return new Service(serviceId, contract.type(), name, description, caller.userId(), "", null, null, null, null);
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest));
    }
}
