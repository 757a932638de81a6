package dev.gatehouse.registry;

import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.http.Response;
import dev.gatehouse.store.ChangeAwareCache;
import dev.gatehouse.store.ChangeFeed;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers about single services, ready to send, remembered until the service changes. Thread-safe; the {@code remembered…}
 * methods never block.
 */
public final class ServiceViews {
    /** The last net, should a change ever not be heard. */
    private static final Duration LIFETIME = Duration.ofSeconds(60);

    /** Endpoint lists differ in size by orders of magnitude, so their cache is bounded by bytes. */
    private static final long ENDPOINT_BYTES = 64L * 1024 * 1024;

    private final Registry registry;
    private final ChangeAwareCache<String, @Nullable Response> services;
    private final ChangeAwareCache<String, @Nullable Response> endpoints;

    public ServiceViews(Registry registry, ChangeFeed changes, int maximumEntries) {
        this.registry = registry;
        this.services = new ChangeAwareCache<>(changes, Registry.TOPIC, id -> id, maximumEntries, LIFETIME);
        this.endpoints = new ChangeAwareCache<>(
                changes, Registry.TOPIC, id -> id, ENDPOINT_BYTES, (id, response) -> response.body().length, LIFETIME);
    }

    @Nullable
    Response rememberedService(String serviceId) {
        return services.getIfPresent(serviceId);
    }

    /** The service, or null where there is none. */
    @Nullable
    Response service(String serviceId) {
        return services.get(serviceId, id -> registry.find(id).map(Response::ok).orElse(null));
    }

    @Nullable
    Response rememberedEndpoints(String serviceId) {
        return endpoints.getIfPresent(serviceId);
    }

    /** The service's endpoints, or null where it has none. */
    @Nullable
    Response endpoints(String serviceId) {
        return endpoints.get(serviceId, id -> {
            List<Endpoint> found = registry.endpoints(id);
            return found.isEmpty() ? null : Response.ok(found);
        });
    }
}
