package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.data.Rows;
import dev.gatehouse.bench.load.Wrk;
import dev.gatehouse.bench.process.BareProcess;
import dev.gatehouse.bench.process.GatehouseProcess;
import dev.gatehouse.bench.report.Rounds;
import dev.gatehouse.bench.report.Row;
import dev.gatehouse.bench.report.Target;
import dev.gatehouse.bench.report.Unit;
import java.util.List;
import java.util.Map;

/** Reads of more services than the server remembers: nearly each takes a virtual thread and a query. */
public final class ColdReads implements Scenario {
    private static final int CONNECTIONS = 64;
    private static final int WARM_UP_SECONDS = 5;
    private static final int SECONDS = 3;
    private static final int SERVICES = 100_000;

    @Override
    public List<String> names() {
        return List.of("read-cold");
    }

    @Override
    public String method() {
        return """
                As `read-service`, with random ids out of 100,000 services where the cache holds 1,000: a virtual thread and \
                a query on the embedded PostgreSQL per request.""";
    }

    @Override
    public void run(Bench bench) throws Exception {
        try (GatehouseProcess gatehouse =
                GatehouseProcess.start(bench.workspace(), Map.of("GATEHOUSE_CACHE_ENTRIES", "1000"))) {
            Rows.fill(gatehouse.database(), SERVICES, 1);
            String bearer = gatehouse.bearer();
            String one = "/oauth2/service/svc-0000001";
            try (BareProcess bare = BareProcess.imitate(bench.workspace(), gatehouse, one, bearer)) {
                bench.add(measure(new Wrk(bench.workspace()), gatehouse, bare, bearer));
            }
        }
    }

    private static Row measure(Wrk wrk, GatehouseProcess gatehouse, BareProcess bare, String bearer) throws Exception {
        String script = Wrk.get(bearer) + """
                function request()
                   return wrk.format("GET", string.format("/oauth2/service/svc-%%07d", math.random(%d)))
                end
                """.formatted(SERVICES);
        wrk.run(gatehouse.admin("/"), CONNECTIONS, WARM_UP_SECONDS, script);
        wrk.run(bare.url(), CONNECTIONS, WARM_UP_SECONDS, script);
        Rounds.Outcome outcome = Rounds.alternate(
                round -> wrk.run(gatehouse.admin("/"), CONNECTIONS, SECONDS, script)
                        .perSecond(),
                round -> wrk.run(bare.url(), CONNECTIONS, SECONDS, script).perSecond());
        return Row.compared("read-cold", outcome, Unit.PER_SECOND, "bare Netty", Target.NONE);
    }
}
