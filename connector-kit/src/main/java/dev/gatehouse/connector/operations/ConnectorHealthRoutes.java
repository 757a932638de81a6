package dev.gatehouse.connector.operations;

import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
public final class ConnectorHealthRoutes {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private ConnectorHealthRoutes() {}

    /** @param ready whether the connector is registered and not about to stop */
    public static List<Route> all(BooleanSupplier ready, PrometheusMeterRegistry meters) {
        return List.of(
                OpenRoute.get("/health/live", "live", request -> OpenRoute.json(200, Map.of("status", "UP"))),
                OpenRoute.get(
                        "/health/ready",
                        "ready",
                        request -> ready.getAsBoolean()
                                ? OpenRoute.json(200, Map.of("status", "UP"))
                                : OpenRoute.json(503, Map.of("status", "DOWN"))),
                OpenRoute.get(
                        "/metrics",
                        "metrics",
                        request -> Response.of(200, PROMETHEUS, meters.scrape().getBytes(StandardCharsets.UTF_8))));
    }
}
