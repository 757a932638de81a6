package dev.gatehouse.operations;

import dev.gatehouse.http.Protection;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code /metrics} in the Prometheus text format. */
public final class MetricsRoutes {
    private static final String TEXT_FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry meters;

    public MetricsRoutes(PrometheusMeterRegistry meters) {
        this.meters = meters;
    }

    public List<Route> all() {
        return List.of(Route.get(
                "/metrics",
                Protection.open("scrapers ask without a token; labels hold no values of clients"),
                this::scrape));
    }

    private Response scrape(Request request) {
        return Response.of(200, TEXT_FORMAT, meters.scrape().getBytes(StandardCharsets.UTF_8));
    }
}
