package dev.gatehouse.access.decision;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.IssuerUris;
import dev.gatehouse.api.PathSegment;
import dev.gatehouse.decision.EndpointIndex;
import dev.gatehouse.decision.content.ContentEndpoints;
import dev.gatehouse.decision.content.ServiceEndpoints;
import dev.gatehouse.store.ChangeAwareCache;
import dev.gatehouse.store.ChangeFeed;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The compiled endpoints of services, each shared by all requests, and remembered until the service changes. While changes
 * are not heard, such as when the database is away, they go on being used for a bounded time. Thread-safe.
 */
final class GuardedServices {
    /** The last net, should a change ever not be heard. */
    private static final long LIFETIME = Duration.ofSeconds(60).toNanos();

    /** About 1 KiB each. */
    private static final long MAX_ENDPOINTS = 250_000;

    /** What a service weighs beside its endpoints, in endpoints. */
    private static final int SERVICE_WEIGHT = 5;

    private final ChangeFeed changes;
    private final IssuerUris uris;
    private final String metadata;
    private final RegisteredEndpoints registered;
    private final ChangeAwareCache<String, @Nullable GuardedService> remembered;

    /**
     * @param serviceTopic the topic under which changes of services are announced
     * @param metadata below it services describe themselves (RFC 9728)
     * @param outlasting how long they are used while changes are not heard
     */
    GuardedServices(
            ChangeFeed changes,
            String serviceTopic,
            String issuer,
            String metadata,
            RegisteredEndpoints registered,
            Duration outlasting) {
        this.changes = changes;
        this.uris = new IssuerUris(issuer);
        this.metadata = metadata;
        this.registered = registered;
        this.remembered = ChangeAwareCache.outlasting(
                changes,
                serviceTopic,
                MAX_ENDPOINTS,
                (id, service) -> SERVICE_WEIGHT + service.endpoints().size(),
                outlasting);
    }

    /** The service, or null when it is not in memory; never blocks. */
    @Nullable
    GuardedService remembered(String serviceId) {
        GuardedService service = remembered.getIfPresent(serviceId);
        if (service != null && System.nanoTime() - service.loadedAt() > LIFETIME && changes.healthy()) {
            remembered.drop(serviceId);
            return null;
        }
        return service;
    }

    /** @throws ApiException ERR12162 where it is not registered */
    GuardedService get(String serviceId) {
        return find(serviceId).orElseThrow(() -> ErrorCode.SERVICE_NOT_GUARDED.with(serviceId));
    }

    /** The same; empty where it is not registered, perhaps not any more. */
    Optional<GuardedService> find(String serviceId) {
        return Optional.ofNullable(remembered.get(serviceId, this::load));
    }

    private @Nullable GuardedService load(String serviceId) {
        long now = System.nanoTime();
        return registered
                .of(serviceId)
                .map(found -> compiled(serviceId, found, now))
                .orElse(null);
    }

    private GuardedService compiled(String serviceId, RegisteredEndpoints.Registered found, long now) {
        String segment = PathSegment.of(serviceId);
        String uri = uris.ofService(serviceId);
        return new GuardedService(
                serviceId,
                new GuardedService.Uris(
                        found.resource() == null ? uri : found.resource(), uri, metadata + "/" + segment),
                new ServiceEndpoints(
                        EndpointIndex.of(found.endpoints(), found.methodParameters()),
                        found.requests() == null
                                ? null
                                : ContentEndpoints.of(found.requests(), found.resource(), found.endpoints())),
                found.deprecations().stream().collect(Collectors.toMap(Deprecation::endpoint, Deprecation::fields)),
                found.refuses(),
                now);
    }
}
