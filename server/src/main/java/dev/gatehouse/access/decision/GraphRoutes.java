package dev.gatehouse.access.decision;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** {@code /oauth2/service/{serviceId}/graph}: what requests that name endpoints in their content are decided by, for guards. */
public final class GraphRoutes {
    private static final Protection READ = Protection.anyScope("oauth.service.r", "oauth.service.w");

    private final Function<String, Optional<String>> graphs;
    private final Function<Request, String> serviceId;
    private final Consumer<String> registered;

    /**
     * @param graphs that of a service as JSON; empty where requests are decided by method and path
     * @param serviceId that of the request's path, which is refused where no service can have it
     * @param registered refuses that of a service nobody registered
     */
    public GraphRoutes(
            Function<String, Optional<String>> graphs,
            Function<Request, String> serviceId,
            Consumer<String> registered) {
        this.graphs = graphs;
        this.serviceId = serviceId;
        this.registered = registered;
    }

    public List<Route> all() {
        return List.of(Route.get("/oauth2/service/{serviceId}/graph", READ, this::graph));
    }

    private Response graph(Request request) {
        String id = serviceId.apply(request);
        registered.accept(id);
        String graph = graphs.apply(id)
                .orElseThrow(() -> ErrorCode.CONTRACT_NOT_FOUND.with(
                        "Service " + id + " has no GraphQL schema: requests to it are decided by method and path"));
        return Response.of(200, "application/json", graph.getBytes(StandardCharsets.UTF_8))
                .withEntityTagOfBody();
    }
}
