package dev.gatehouse.registry;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.IssuerUris;
import dev.gatehouse.api.Page;
import dev.gatehouse.api.Precondition;
import dev.gatehouse.api.ShownText;
import dev.gatehouse.api.Timestamps;
import dev.gatehouse.api.Violation;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.authority.scope.ScopeClaims;
import dev.gatehouse.clients.link.Link;
import dev.gatehouse.clients.scope.Scopes;
import dev.gatehouse.contract.ContractDiff;
import dev.gatehouse.contract.ContractKinds;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.store.ChangeFeed;
import dev.gatehouse.store.DatabaseFailures;
import dev.gatehouse.store.Deadlocks;
import dev.gatehouse.store.KeyedPage;
import dev.gatehouse.store.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Registers services and their endpoints. Each change is one transaction with its audit row.
 *
 * <p>Thread-safe.
 */
public final class Registry {
    /** The topic under which changes of services are announced; its keys are service ids. */
    public static final String TOPIC = "service";

    private final Jdbi jdbi;
    private final Clock clock;
    private final String issuer;
    private final ContractKinds kinds;
    private final ServiceStore services = new ServiceStore();
    private final ServiceSearch search = new ServiceSearch();
    private final EndpointChanges endpoints = new EndpointChanges();
    private final ScopeClaims claims = new ScopeClaims();

    /**
     * @param issuer the authorization server's, under which every service has a resource already
     * @param kinds tell which types services can have
     */
    public Registry(Jdbi jdbi, Clock clock, String issuer, ContractKinds kinds) {
        this.jdbi = jdbi;
        this.clock = clock;
        this.issuer = issuer;
        this.kinds = kinds;
    }

    /** The authorization server whose tokens services get. */
    public String issuer() {
        return issuer;
    }

    /** A page of services and, where the page is counted, how many there are, or {@link Page#MANY}. */
    public record Listing(List<Service> services, long total) {}

    /** @param prefix only services whose id starts with it; null for all */
    public Listing list(Page page, @Nullable String prefix) {
        KeyedPage keyed = new KeyedPage(page, prefix);
        return jdbi.withHandle(handle ->
                new Listing(services.list(handle, keyed), keyed.isCounted() ? services.count(handle, keyed) : 0));
    }

    /**
     * The services that have all of some words; see {@link ServiceSearch}.
     *
     * @param prefix only services whose id starts with it; null for all
     * @throws ApiException ERR11010 where the text is too long
     */
    public Listing search(Page page, @Nullable String prefix, String text) {
        KeyedPage keyed = new KeyedPage(page, prefix);
        return jdbi.withHandle(handle -> search.query(handle, text)
                .map(query -> new Listing(
                        search.list(handle, keyed, query), keyed.isCounted() ? search.count(handle, keyed, query) : 0))
                .orElse(new Listing(List.of(), 0)));
    }

    public Optional<Service> find(String serviceId) {
        return jdbi.withHandle(handle -> services.find(handle, serviceId));
    }

    /** @throws ApiException ERR12015 where there is no such service */
    public void requireService(String serviceId) {
        find(serviceId).orElseThrow(() -> ErrorCode.SERVICE_NOT_FOUND.with(serviceId));
    }

    /** The service's endpoints, sorted; none where it has none or does not exist. */
    public List<Endpoint> endpoints(String serviceId) {
        return jdbi.withHandle(handle -> endpoints.current(handle, serviceId));
    }

    /** Those of them that are deprecated, with the times. */
    public List<DeprecatedSince> deprecated(String serviceId) {
        return jdbi.withHandle(handle -> endpoints.deprecated(handle, serviceId));
    }

    /**
     * Registers a service; without an owner it is the caller's.
     *
     * @throws ApiException ERR11004, ERR12018, ERR12013, ERR12185, ERR12190, ERR12192 or ERR11620
     */
    public Service create(Caller caller, Service given) {
        String owner = given.ownerId() == null ? caller.userId() : given.ownerId();
        Ownership.checkNewOwner(caller, owner);
        ShownText.requireName("/serviceId", given.serviceId());
        checkType(given);
        checkResource(given);
        Instant now = Times.now(clock);
        Service service = given.withOwner(owner).withUsual(ServiceRules.USUAL).with(new Timestamps(now, now));
        ScopeClaims.Claim claim = ScopeClaims.ofNew(
                service.serviceId(), owner, Scopes.split(service.tokens().scope()));
        return explained(
                service,
                () -> claim.scopes().isEmpty()
                        ? jdbi.withHandle(handle -> insert(handle, caller, service))
                        : jdbi.inTransaction(handle -> {
                            insert(handle, caller, service);
                            claims.check(handle, claim);
                            return service;
                        }));
    }

    private Service insert(Handle handle, Caller caller, Service service) {
        requireOwnResource(handle, service);
        services.insertRecorded(handle, caller, service);
        return service;
    }

    /**
     * Replaces what is said of a service; without an owner it keeps its own.
     *
     * @throws ApiException ERR11004, ERR12015, ERR12013, ERR12185, ERR12190, ERR12192, ERR11620 or ERR12101
     */
    public Service update(Caller caller, Service given, Precondition precondition) {
        checkType(given);
        checkResource(given);
        return explained(
                given,
                () -> jdbi.inTransaction(handle -> {
                    Service before = lockOwned(handle, caller, given.serviceId(), precondition);
                    String owner = given.ownerId() == null ? before.ownerId() : given.ownerId();
                    if (!owner.equals(before.ownerId())) {
                        Ownership.checkNewOwner(caller, owner);
                    }
                    Service after = given.withOwner(owner)
                            .withUsual(before.rules())
                            .with(new Timestamps(before.times().createDt(), Times.now(clock)));
                    ScopeClaims.Claim claim = claims.of(
                            handle,
                            after.serviceId(),
                            owner,
                            Scopes.split(after.tokens().scope()));
                    requireOwnResource(handle, after);
                    services.update(handle, after);
                    claims.check(handle, claim);
                    AuditStore.record(handle, caller, "service.update", subject(after.serviceId()), after);
                    ChangeFeed.announce(handle, TOPIC, after.serviceId());
                    return after;
                }));
    }

    /**
     * Removes a service with its endpoints and contracts.
     *
     * @param cascade whether clients' links to its endpoints are removed too
     * @return the links that were removed
     * @throws ApiException ERR12015, ERR11620, ERR12100 or ERR12101
     */
    public List<Link> delete(Caller caller, String serviceId, Precondition precondition, boolean cascade) {
        return Deadlocks.repeating(() -> jdbi.inTransaction(handle -> {
            Service before = lockOwned(handle, caller, serviceId, precondition);
            // First, as whoever is linked now hears of it.
            AuditStore.record(handle, caller, "service.delete", subject(serviceId), before);
            List<Link> cut = endpoints.removeAll(handle, serviceId, cascade);
            services.delete(handle, serviceId);
            recordCut(handle, caller, serviceId, cut);
            ChangeFeed.announce(handle, TOPIC, serviceId);
            return cut;
        }));
    }

    /**
     * Makes the given endpoints the service's only ones; links of clients to those that stay are kept.
     *
     * @param cascade whether links to those that go are removed with them
     * @throws ApiException ERR11004, ERR12015, ERR11620, ERR12100, ERR12101, ERR12190 or ERR12192
     */
    public EndpointsReplaced replaceEndpoints(
            Caller caller, String serviceId, List<Endpoint> given, Precondition precondition, boolean cascade) {
        EndpointLists.check(given);
        return Deadlocks.repeating(() -> jdbi.inTransaction(handle -> {
            Service service = lockOwned(handle, caller, serviceId, Precondition.NONE);
            List<Endpoint> before = endpoints.current(handle, serviceId);
            precondition.check("The endpoint list of service " + serviceId, before);
            ScopeClaims.Claim claim = claims.of(handle, serviceId, service.ownerId(), Endpoint.scopes(given));
            EndpointsReplaced replaced = endpoints.replace(handle, serviceId, before, given, cascade);
            claims.check(handle, claim);
            ContractDiff difference = ContractDiff.between(before, Set.of(), given, Set.of());
            AuditStore.record(
                    handle,
                    caller,
                    "endpoint.replace",
                    subject(serviceId),
                    Map.of("difference", difference, "removedLinks", replaced.removedLinks()));
            recordCut(handle, caller, serviceId, replaced.removedLinks());
            ChangeFeed.announce(handle, TOPIC, serviceId);
            return replaced;
        }));
    }

    /**
     * Removes every endpoint of a service.
     *
     * @return the links that were removed
     * @throws ApiException ERR12042, ERR11620, ERR12100 or ERR12101
     */
    public List<Link> deleteEndpoints(Caller caller, String serviceId, Precondition precondition, boolean cascade) {
        return Deadlocks.repeating(() -> jdbi.inTransaction(handle -> {
            Service service = services.lock(handle, serviceId)
                    .orElseThrow(() -> ErrorCode.SERVICE_ENDPOINT_NOT_FOUND.with(serviceId));
            Ownership.check(caller, service);
            List<Endpoint> before = endpoints.current(handle, serviceId);
            if (before.isEmpty()) {
                throw ErrorCode.SERVICE_ENDPOINT_NOT_FOUND.with(serviceId);
            }
            precondition.check("The endpoint list of service " + serviceId, before);
            // First, as whoever is linked now hears of it.
            AuditStore.record(handle, caller, "endpoint.delete", subject(serviceId), before);
            List<Link> cut = endpoints.removeAll(handle, serviceId, cascade);
            recordCut(handle, caller, serviceId, cut);
            ChangeFeed.announce(handle, TOPIC, serviceId);
            return cut;
        }));
    }

    /** Where the clients' owners will look for the reason. */
    private static void recordCut(Handle handle, Caller caller, String serviceId, List<Link> cut) {
        List<String> clients =
                cut.stream().map(link -> "client/" + link.clientId()).distinct().toList();
        AuditStore.recordAll(handle, caller, "client.break", clients, Map.of("serviceId", serviceId));
    }

    private Service lockOwned(Handle handle, Caller caller, String serviceId, Precondition precondition) {
        Service service =
                services.lock(handle, serviceId).orElseThrow(() -> ErrorCode.SERVICE_NOT_FOUND.with(serviceId));
        Ownership.check(caller, service);
        precondition.check("Service " + serviceId, service);
        return service;
    }

    private static Service explained(Service service, Supplier<Service> write) {
        try {
            return Deadlocks.repeating(write);
        } catch (JdbiException e) {
            if (DatabaseFailures.isUniqueViolation(e, "service_pkey")) {
                throw ErrorCode.SERVICE_ID_EXISTS.with(service.serviceId());
            }
            if (DatabaseFailures.isUniqueViolation(e, "service_resource")) {
                throw ErrorCode.RESOURCE_IN_USE.with(
                        String.valueOf(service.tokens().resource()));
            }
            if (DatabaseFailures.isForeignKeyViolation(e, "service_owner_exists")) {
                throw ErrorCode.USER_NOT_FOUND.with(service.ownerId());
            }
            throw e;
        }
    }

    private void checkType(Service given) {
        if (kinds.find(given.serviceType()).isEmpty()) {
            throw ApiException.invalid(List.of(new Violation(
                    "/serviceType",
                    "\"%s\" is not one of %s".formatted(given.serviceType().text(), kinds.names()))));
        }
    }

    private void checkResource(Service given) {
        if (given.tokens().resource() != null
                && new IssuerUris(issuer).covers(given.tokens().resource())) {
            throw ApiException.invalid(List.of(new Violation(
                    "/resource",
                    "is below this server's issuer, where each service has a resource anyway; leave it out")));
        }
    }

    private void requireOwnResource(Handle handle, Service service) {
        String resource = service.tokens().resource();
        if (resource != null && services.isResourceOfAnother(handle, service)) {
            throw ErrorCode.RESOURCE_IN_USE.with(resource);
        }
    }

    private static String subject(String serviceId) {
        return "service/" + serviceId;
    }
}
