package dev.gatehouse.access.decision;

import dev.gatehouse.access.BearerTokens;
import dev.gatehouse.decision.content.ContentEndpoints;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Route;
import dev.gatehouse.store.ChangeFeed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Decisions for gateways under {@code /access/{serviceId}}, with any method.
 *
 * <p>Open, as the token that comes with a request is its user's and not the gateway's: who asks learns nothing but what
 * that token may do.
 */
public final class DecisionRoutes {
    private static final Protection ANYBODY =
            Protection.open("gateways present their callers' tokens, and learn only what these may do");
    private static final List<String> PATHS = List.of("/access/{serviceId}", "/access/{serviceId}/{path}");

    /** Others are answered as well; the contract names these. */
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final GuardedServices services;
    private final GatewayDecisions decisions;
    private final DecisionExplainer explainer;
    private final int maximumBody;

    /**
     * How decisions are made.
     *
     * @param issuer whose tokens these are; below it are the URIs of services
     * @param serviceTopic the topic under which changes of services are announced
     * @param outlasting how long decisions go on from memory while the database is away
     * @param maximumBody the largest body that is looked at to find what a request is for, in bytes
     */
    public record Options(String issuer, String serviceTopic, Duration outlasting, int maximumBody) {}

    public DecisionRoutes(
            RegisteredEndpoints registered,
            BearerTokens tokens,
            DecisionCounts counts,
            ChangeFeed changes,
            Clock clock,
            Options options) {
        this.services = new GuardedServices(
                changes,
                options.serviceTopic(),
                options.issuer(),
                tokens.resourceMetadata(),
                registered,
                options.outlasting());
        this.maximumBody = options.maximumBody();
        this.decisions = new GatewayDecisions(services, tokens, counts, clock);
        this.explainer = new DecisionExplainer(services, tokens, clock);
    }

    /** Explains what is decided here. */
    public DecisionExplainer explainer() {
        return explainer;
    }

    /** What requests to the service are decided by that name endpoints in their content; empty where there are none. */
    public Optional<String> graph(String serviceId) {
        return services.find(serviceId)
                .map(service -> service.endpoints().byContent())
                .map(ContentEndpoints::description);
    }

    public List<Route> all() {
        return PATHS.stream()
                .flatMap(path -> METHODS.stream().map(method -> route(method, path)))
                .toList();
    }

    private Route route(String method, String path) {
        return Route.raw(method, path, ANYBODY, decisions::fromMemory, decisions::decide)
                .lookingAtBodies(maximumBody, decisions);
    }
}
