package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.process.GatehouseProcess;
import dev.gatehouse.bench.report.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reads of a person's third-party access token that the server remembers, against a server that only sends bytes. */
public final class WarmTokens implements Scenario {
    private static final String CONNECTION = "/connections/maria/port-measured/token";

    @Override
    public List<String> names() {
        return List.of("read-connection", "read-connection-basic");
    }

    @Override
    public String method() {
        return """
                `GET /connections/{user}/{connector}/token` of one connection, from memory, with a bearer token or, in the \
                second row, with a client's id and secret. Reference and load as for read-service.""";
    }

    @Override
    public void run(Bench bench) throws Exception {
        try (GatehouseProcess gatehouse = GatehouseProcess.start(bench.workspace(), Map.of())) {
            String bearer = gatehouse.bearer();
            connect(gatehouse, bearer);
            if (bench.wants("read-connection")) {
                bench.add(WarmReads.measure(
                        bench, gatehouse, bearer, "read-connection", CONNECTION, Target.atLeast(0.5)));
            }
            if (bench.wants("read-connection-basic")) {
                String basic = gatehouse.basicAuthentication();
                bench.add(WarmReads.measure(
                        bench, gatehouse, basic, "read-connection-basic", CONNECTION, Target.atLeast(0.5)));
            }
        }
    }

    private static void connect(GatehouseProcess gatehouse, String bearer) throws Exception {
        send(gatehouse, bearer, "/token-storage/service", """
                {"servicename":"port-measured","implements":["metadata"],"client_id":"id","client_secret":"secret",
                 "authorize_url":"https://vendor.example/authorize","refresh_url":"https://vendor.example/token"}
                """);
        send(gatehouse, bearer, "/token-storage/user/maria/token", """
                {"type":"OAuth2Token","data":{"service":"port-measured","access_token":"%s",
                 "refresh_token":"refresh","expiration_date":"2099-01-01T00:00:00Z"}}
                """.formatted("t".repeat(800)));
    }

    private static void send(GatehouseProcess gatehouse, String bearer, String path, String json) throws Exception {
        gatehouse.send("POST", path, bearer, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }
}
