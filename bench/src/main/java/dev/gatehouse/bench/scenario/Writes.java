package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.data.Rows;
import dev.gatehouse.bench.load.Pgbench;
import dev.gatehouse.bench.load.Wrk;
import dev.gatehouse.bench.process.GatehouseProcess;
import dev.gatehouse.bench.report.Rounds;
import dev.gatehouse.bench.report.Row;
import dev.gatehouse.bench.report.Target;
import dev.gatehouse.bench.report.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes over HTTP against pgbench running the same statements on the same database. */
public final class Writes implements Scenario {
    static final String CREATE_SERVICE = "create-service.sql";
    static final String REPLACE_ENDPOINTS = "replace-endpoints.sql";

    private static final int CLIENTS = 16;
    private static final int SERVICES_PER_CLIENT = 64;
    private static final int WARM_UP_SECONDS = 15;
    private static final int SECONDS = 5;
    private static final String DETAIL = "select detail::text from audit order by audit_id desc limit 1";

    @Override
    public List<String> names() {
        return List.of("create-service", "replace-endpoints");
    }

    @Override
    public String method() {
        return """
                `POST /oauth2/service`, and `POST …/endpoint` with 10 endpoints in place of 10 others, 16 connections of \
                wrk. Reference: pgbench with 16 clients and prepared statements, on the same durable database: the \
                inserts and deletes of one such request in one transaction.""";
    }

    @Override
    public void run(Bench bench) throws Exception {
        Pgbench pgbench = Pgbench.of(bench.workspace());
        try (GatehouseProcess gatehouse = GatehouseProcess.start(bench.workspace(), Map.of())) {
            Wrk wrk = new Wrk(bench.workspace());
            if (bench.wants("create-service")) {
                bench.add(createService(wrk, pgbench, gatehouse));
            }
            if (bench.wants("replace-endpoints")) {
                bench.add(replaceEndpoints(wrk, pgbench, gatehouse));
            }
        }
    }

    private static Row createService(Wrk wrk, Pgbench pgbench, GatehouseProcess gatehouse) throws Exception {
        String bearer = gatehouse.bearer();
        byte[] one = Rows.serviceJson("sample").getBytes(StandardCharsets.UTF_8);
        gatehouse.send("POST", "/oauth2/service", bearer, "application/json", one);
        Map<String, String> variables =
                Map.of("detail", gatehouse.database().query(DETAIL), "now", "2026-01-01T00:00:00Z");
        Rounds.Measurement http = round -> wrk.run(
                        gatehouse.admin("/"),
                        CLIENTS,
                        round == 0 ? WARM_UP_SECONDS : SECONDS,
                        Wrk.get(bearer) + newService("http" + round + "-"))
                .perSecond();
        Rounds.Measurement sql =
                round -> pgbench.run(gatehouse.database(), CLIENTS, SECONDS, statements(CREATE_SERVICE), variables);
        http.take(0);
        sql.take(0);
        return compared("create-service", Rounds.alternate(http, sql));
    }

    private static Row replaceEndpoints(Wrk wrk, Pgbench pgbench, GatehouseProcess gatehouse) throws Exception {
        String bearer = gatehouse.bearer();
        Rows.fill(gatehouse.database(), 2 * CLIENTS * SERVICES_PER_CLIENT, 10);
        List<String> odd = Rows.endpoints(10, "odd");
        List<String> even = Rows.endpoints(10, "even");
        byte[] one = Rows.endpointsJson(odd).getBytes(StandardCharsets.UTF_8);
        gatehouse.send("POST", "/oauth2/service/svc-0000001/endpoint", bearer, "application/json", one);
        Map<String, String> variables = Map.of(
                "detail", gatehouse.database().query(DETAIL),
                "topic", "service:svc-",
                "odd", "{" + String.join(",", odd) + "}",
                "even", "{" + String.join(",", even) + "}",
                "operations", "{" + "readResource,".repeat(9) + "readResource}",
                "scopes", "{" + "svc.r,".repeat(9) + "svc.r}",
                "requires", "{" + "NULL,".repeat(9) + "NULL}");
        Rounds.Measurement http = round -> wrk.run(
                        gatehouse.admin("/"),
                        CLIENTS,
                        round == 0 ? WARM_UP_SECONDS : SECONDS,
                        Wrk.get(bearer) + otherEndpoints(round))
                .perSecond();
        // The script replaces twice, so that each time finds the other endpoints there.
        Rounds.Measurement sql = round ->
                2 * pgbench.run(gatehouse.database(), CLIENTS, SECONDS, statements(REPLACE_ENDPOINTS), variables);
        http.take(0);
        sql.take(0);
        return compared("replace-endpoints", Rounds.alternate(http, sql));
    }

    private static Row compared(String name, Rounds.Outcome outcome) {
        return Row.compared(name, outcome, Unit.PER_SECOND, "pgbench", Target.atLeast(0.5));
    }

    /** Registers services, none twice, in Lua. */
    static String newService(String prefix) {
        return """
                wrk.headers["Content-Type"] = "application/json"
                local count = 0
                function request()
                   count = count + 1
                   return wrk.format("POST", "/oauth2/service", nil, string.format('%s', count))
                end
                """.formatted(Rows.serviceJson(prefix + "%d"));
    }

    /** Goes through the second half of the services again and again, each time with other endpoints, in Lua. */
    private static String otherEndpoints(int round) {
        return """
                wrk.headers["Content-Type"] = "application/json"
                local bodies = { [0] = '%s', [1] = '%s' }
                local services = %d
                local count = 0
                function request()
                   local path = string.format("/oauth2/service/svc-%%07d/endpoint", services + 1 + count %% services)
                   local body = bodies[math.floor(count / services) %% 2]
                   count = count + 1
                   return wrk.format("POST", path, nil, body)
                end
                """.formatted(
                        Rows.endpointsJson(Rows.endpoints(10, "odd" + round)),
                        Rows.endpointsJson(Rows.endpoints(10, "even" + round)),
                        CLIENTS * SERVICES_PER_CLIENT);
    }

    /** What pgbench runs, from a file beside this class. */
    static String statements(String resource) throws IOException {
        try (InputStream file = Writes.class.getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
