package dev.gatehouse.operations;

import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code /health/live} and {@code /health/ready}. */
public final class HealthRoutes {
    private static final Protection OPEN = Protection.open("load balancers ask without a token; it shows no data");

    private final Supplier<Optional<String>> databaseFault;
    private final BooleanSupplier changeFeedHealthy;
    private final BooleanSupplier open;

    /**
     * @param databaseFault what keeps requests from writing now, as the contract names it; may block for a few seconds
     * @param changeFeedHealthy whether changes made by other processes are heard
     * @param open whether the process has begun and was not told to stop
     */
    public HealthRoutes(
            Supplier<Optional<String>> databaseFault, BooleanSupplier changeFeedHealthy, BooleanSupplier open) {
        this.databaseFault = databaseFault;
        this.changeFeedHealthy = changeFeedHealthy;
        this.open = open;
    }

    public List<Route> all() {
        return List.of(
                Route.get("/health/live", OPEN, this::live).withMemory(this::live),
                Route.get("/health/ready", OPEN, this::ready));
    }

    private Response live(Request request) {
        return Response.ok(Map.of("status", "UP"));
    }

    private Response ready(Request request) {
        Optional<String> fault = databaseFault.get();
        boolean welcome = fault.isEmpty() && open.getAsBoolean();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", welcome ? "UP" : "DOWN");
        body.put("database", fault.isEmpty() ? "UP" : "DOWN");
        fault.ifPresent(what -> body.put("databaseFault", what));
        body.put("changeFeed", changeFeedHealthy.getAsBoolean() ? "UP" : "DOWN");
        return Response.json(welcome ? 200 : 503, body);
    }
}
