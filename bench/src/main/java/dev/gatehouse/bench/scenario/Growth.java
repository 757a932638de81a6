package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.data.Rows;
import dev.gatehouse.bench.load.Wrk;
import dev.gatehouse.bench.process.GatehouseProcess;
import dev.gatehouse.bench.report.Target;
import java.util.List;
import java.util.Map;

/** The same requests with a thousand services in the table and with a million. */
public final class Growth implements Scenario {
    private static final int FEW = 1_000;
    private static final int MANY = 1_000_000;
    private static final int ENDPOINTS = 10;
    private static final Target FLAT = Target.atMost(1.5);

    @Override
    public List<String> names() {
        return List.of("list-page", "list-prefix", "list-counted", "search", "write-service", "write-endpoints");
    }

    @Override
    public String method() {
        return """
                Median latency of one connection at 1,000,000 services with 10 endpoints each (figure) and at 1,000 \
                (reference), each on a server of its own. `list-page`: 10 services after a random id. `list-prefix`: the 10 services of a random prefix. \
                `list-counted`: `page=1`, whose answer tells how many there are. `search`: by a word of every service, by \
                that and the word of one service, and by a word of none, in turn. `write-service`: one new service. \
                `write-endpoints`: 10 endpoints in place of others.""";
    }

    @Override
    public void run(Bench bench) throws Exception {
        try (GatehouseProcess few = GatehouseProcess.start(bench.workspace(), Map.of());
                GatehouseProcess many = GatehouseProcess.start(bench.workspace(), Map.of())) {
            Rows.fill(few.database(), FEW, ENDPOINTS);
            Rows.fill(many.database(), MANY, ENDPOINTS);
            Side small = new Side(few, FEW, few.bearer());
            Side large = new Side(many, MANY, many.bearer());
            compare(bench, "list-page", small, large, FLAT, Growth::pageAfter);
            compare(bench, "list-prefix", small, large, FLAT, Growth::prefix);
            compare(bench, "list-counted", small, large, Target.NONE, (_, _) -> countedPage());
            compare(bench, "search", small, large, FLAT, Growth::search);
            compare(bench, "write-service", small, large, FLAT, (_, round) -> Writes.newService("w" + round + "-"));
            compare(bench, "write-endpoints", small, large, FLAT, Growth::endpoints);
        }
    }

    private record Side(GatehouseProcess gatehouse, int services, String bearer) {}

    /** The requests of a round, in Lua; round 0 warms up. */
    @FunctionalInterface
    private interface Requests {
        String script(int services, int round);
    }

    private static void compare(Bench bench, String name, Side small, Side large, Target target, Requests requests)
            throws Exception {
        Latencies.compare(bench, name, target, load(large, requests), "at 1,000", load(small, requests));
    }

    private static Latencies.Load load(Side side, Requests requests) {
        return new Latencies.Load(
                side.gatehouse().admin("/"), round -> Wrk.get(side.bearer()) + requests.script(side.services(), round));
    }

    private static String pageAfter(int services, int round) {
        return """
                math.randomseed(%d)
                function request()
                   return wrk.format("GET", string.format("/oauth2/service?after=svc-%%07d", math.random(%d)))
                end
                """.formatted(round, services - 10);
    }

    private static String prefix(int services, int round) {
        return """
                math.randomseed(%d)
                function request()
                   local prefix = string.format("svc-%%06d", math.random(%d))
                   return wrk.format("GET", "/oauth2/service?serviceId=" .. prefix .. "&after=" .. prefix)
                end
                """.formatted(round, services / 10 - 1);
    }

    private static String countedPage() {
        return """
                function request()
                   return wrk.format("GET", "/oauth2/service?page=1")
                end
                """;
    }

    private static String search(int services, int round) {
        return """
                math.randomseed(%d)
                local words = {"measured", "resource1-%%07d", "nothing%%d"}
                local turn = 0
                function request()
                   turn = turn %% 3 + 1
                   local q = string.format(words[turn], math.random(%d))
                   return wrk.format("GET", "/oauth2/service?after=0&q=" .. q)
                end
                """.formatted(round, services);
    }

    private static String endpoints(int services, int round) {
        return """
                math.randomseed(%d)
                wrk.headers["Content-Type"] = "application/json"
                local body = '%s'
                function request()
                   return wrk.format("POST", string.format("/oauth2/service/svc-%%07d/endpoint", math.random(%d)), nil, body)
                end
                """.formatted(round, Rows.endpointsJson(Rows.endpoints(10, "v" + round)), services);
    }
}
