package dev.gatehouse.client.server;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.GatehouseException;
import dev.gatehouse.client.call.Transport;

/** How the server is. Nothing here needs a token. Thread-safe. */
public final class OperationsApi {
    private static final ApiOperation LIVE = admin("GET", "/health/live");
    private static final ApiOperation READY = admin("GET", "/health/ready");
    private static final ApiOperation METRICS = admin("GET", "/metrics");
    private static final ApiOperation CONTRACT = admin("GET", "/openapi/contract/{name}");

    private final Transport transport;

    public OperationsApi(Transport transport) {
        this.transport = transport;
    }

    /** Returns when the process handles requests. */
    public void live() {
        transport.call(LIVE).anonymous().run();
    }

    /** Whether requests can be served. */
    public Readiness ready() {
        try {
            return transport.call(READY).anonymous().read(Readiness.class);
        } catch (GatehouseException e) {
            if (!e.body().has("changeFeed")) {
                throw e;
            }
            return new Readiness(
                    e.body().path("status").asString(""),
                    e.body().path("database").asString(""),
                    e.body().hasNonNull("databaseFault")
                            ? e.body().path("databaseFault").asString("")
                            : null,
                    e.body().path("changeFeed").asString(""));
        }
    }

    /** Counters and timers in the Prometheus text format. */
    public String metrics() {
        return transport
                .call(METRICS)
                .anonymous()
                .header("Accept", "text/plain")
                .reply()
                .text();
    }

    /** One of the OpenAPI documents that describe the API. @param name such as {@code registry.yaml} */
    public String contract(String name) {
        return transport
                .call(CONTRACT, name)
                .anonymous()
                .header("Accept", "application/yaml")
                .reply()
                .text();
    }
}
