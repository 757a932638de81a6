package dev.gatehouse.operations;

import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** {@code /health/live} and {@code /health/ready}. */
public final class HealthRoutes {
    private static final Protection OPEN = Protection.open("load balancers ask without a token; it shows no data");

    private final BooleanSupplier databaseReachable;
    private final BooleanSupplier changeFeedHealthy;
    private final BooleanSupplier departing;

    /**
     * @param databaseReachable asks the database; may block for about a second
     * @param changeFeedHealthy whether changes made by other processes are heard
     * @param departing whether the process was told to stop
     */
    public HealthRoutes(
            BooleanSupplier databaseReachable, BooleanSupplier changeFeedHealthy, BooleanSupplier departing) {
        this.databaseReachable = databaseReachable;
        this.changeFeedHealthy = changeFeedHealthy;
        this.departing = departing;
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
        boolean database = databaseReachable.getAsBoolean();
        boolean welcome = database && !departing.getAsBoolean();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", welcome ? "UP" : "DOWN");
        body.put("database", database ? "UP" : "DOWN");
        body.put("changeFeed", changeFeedHealthy.getAsBoolean() ? "UP" : "DOWN");
        return Response.json(welcome ? 200 : 503, body);
    }
}
