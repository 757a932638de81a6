package dev.gatehouse.connector.operations;

import dev.gatehouse.connector.http.Answer;
import dev.gatehouse.connector.http.Route;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
public final class HealthRoutes {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private HealthRoutes() {}

    /** @param ready whether the connector is registered and not about to stop */
    public static List<Route> all(BooleanSupplier ready, PrometheusMeterRegistry meters) {
        return List.of(
                Route.open("/health/live", "live", call -> Answer.json(Map.of("status", "UP"))),
                Route.open(
                        "/health/ready",
                        "ready",
                        call -> ready.getAsBoolean()
                                ? Answer.json(Map.of("status", "UP"))
                                : Answer.json(503, Map.of("status", "DOWN"))),
                Route.open(
                        "/metrics",
                        "metrics",
                        call -> Answer.of(200, PROMETHEUS, meters.scrape().getBytes(StandardCharsets.UTF_8))));
    }
}
