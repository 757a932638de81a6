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

/** Reads of one service that the server remembers, against a server that does nothing but send the same bytes. */
public final class WarmReads implements Scenario {
    private static final int CONNECTIONS = 64;
    private static final int WARM_UP_SECONDS = 5;
    private static final int SECONDS = 3;
    private static final String SERVICE = "/oauth2/service/svc-0000001";

    @Override
    public List<String> names() {
        return List.of("read-service", "read-endpoints");
    }

    @Override
    public String method() {
        return """
                `GET /oauth2/service/{id}` (and `…/endpoint`, 10 endpoints) of one service with a valid bearer token, from \
                memory. Reference: Netty with a request decoder that sends the same bytes, head included, to whatever is \
                asked; its own JVM with the same options and as many event loops. wrk, 64 connections.""";
    }

    @Override
    public void run(Bench bench) throws Exception {
        try (GatehouseProcess gatehouse = GatehouseProcess.start(bench.workspace(), Map.of())) {
            Rows.fill(gatehouse.database(), 1, 10);
            String bearer = gatehouse.bearer();
            if (bench.wants("read-service")) {
                bench.add(measure(bench, gatehouse, bearer, "read-service", SERVICE, Target.atLeast(0.65)));
            }
            if (bench.wants("read-endpoints")) {
                bench.add(measure(bench, gatehouse, bearer, "read-endpoints", SERVICE + "/endpoint", Target.NONE));
            }
        }
    }

    static Row measure(Bench bench, GatehouseProcess gatehouse, String bearer, String name, String path, Target target)
            throws Exception {
        Wrk wrk = new Wrk(bench.workspace());
        String script = Wrk.get(bearer);
        try (BareProcess bare = BareProcess.imitate(bench.workspace(), gatehouse, path, bearer)) {
            wrk.run(gatehouse.admin(path), CONNECTIONS, WARM_UP_SECONDS, script);
            wrk.run(bare.url(), CONNECTIONS, WARM_UP_SECONDS, script);
            Rounds.Outcome outcome = Rounds.alternate(
                    round -> wrk.run(gatehouse.admin(path), CONNECTIONS, SECONDS, script)
                            .perSecond(),
                    round -> wrk.run(bare.url(), CONNECTIONS, SECONDS, script).perSecond());
            return Row.compared(name, outcome, Unit.PER_SECOND, "bare Netty", target);
        }
    }
}
