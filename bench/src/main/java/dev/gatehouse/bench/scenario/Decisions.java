package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.load.Wrk;
import dev.gatehouse.bench.process.BareProcess;
import dev.gatehouse.bench.process.GatehouseProcess;
import dev.gatehouse.bench.report.Rounds;
import dev.gatehouse.bench.report.Row;
import dev.gatehouse.bench.report.Series;
import dev.gatehouse.bench.report.Target;
import dev.gatehouse.bench.report.Unit;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Decisions for gateways from memory: against a bare server, and of services with few and with many endpoints. */
public final class Decisions implements Scenario {
    private static final int CONNECTIONS = 64;
    private static final int WARM_UP_SECONDS = 15;
    private static final int SECONDS = 3;
    private static final int FEW = 10;
    private static final int MANY = 5_000;

    @Override
    public List<String> names() {
        return List.of("decision", "decision-growth");
    }

    @Override
    public String method() {
        return """
                `GET /access/{serviceId}` as nginx asks, with a valid bearer token, about requests to the endpoints \
                `/v1/resource<n>/{id}` in random order, from memory. `decision`: a service with 10 endpoints; reference as for \
                read-service, sent the same requests; p99 is the median of the rounds. `decision-growth`: time per decision, \
                which is the inverse of requests/s, with 5,000 endpoints (figure) and with 10 (reference). wrk, 64 \
                connections.""";
    }

    @Override
    public void run(Bench bench) throws Exception {
        try (GatehouseProcess gatehouse = GatehouseProcess.start(bench.workspace(), Map.of())) {
            MeasuredService few = MeasuredService.fill(gatehouse, "few", FEW);
            MeasuredService many = MeasuredService.fill(gatehouse, "many", MANY);
            String bearer = gatehouse.bearer();
            if (bench.wants("decision")) {
                bench.add(againstBare(bench, gatehouse, few, bearer));
            }
            if (bench.wants("decision-growth")) {
                bench.add(growth(bench, few, many, bearer));
            }
        }
    }

    private static Row againstBare(Bench bench, GatehouseProcess gatehouse, MeasuredService service, String bearer)
            throws Exception {
        Wrk wrk = new Wrk(bench.workspace());
        String script = service.script(bearer);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        try (BareProcess bare = BareProcess.imitate(bench.workspace(), gatehouse, service.pathBehind(), bearer)) {
            wrk.run(service.url(), CONNECTIONS, WARM_UP_SECONDS, script);
            wrk.run(bare.url(), CONNECTIONS, WARM_UP_SECONDS, script);
            Rounds.Outcome outcome = Rounds.alternate(
                    round -> measure(wrk, service.url(), script, ours),
                    round -> measure(wrk, bare.url(), script, theirs));
            String tails = "p99 %s, it %s"
                    .formatted(
                            Unit.MILLISECONDS.text(new Series(ours).median()),
                            Unit.MILLISECONDS.text(new Series(theirs).median()));
            return Row.compared("decision", outcome, Unit.PER_SECOND, "bare Netty; " + tails, Target.atLeast(0.8));
        }
    }

    private static double measure(Wrk wrk, URI url, String script, List<Double> tails) throws Exception {
        Wrk.Load load = wrk.run(url, CONNECTIONS, SECONDS, script);
        tails.add(load.p99Millis());
        return load.perSecond();
    }

    private static Row growth(Bench bench, MeasuredService few, MeasuredService many, String bearer) throws Exception {
        Wrk wrk = new Wrk(bench.workspace());
        wrk.run(few.url(), CONNECTIONS, WARM_UP_SECONDS, few.script(bearer));
        wrk.run(many.url(), CONNECTIONS, WARM_UP_SECONDS, many.script(bearer));
        Rounds.Outcome outcome =
                Rounds.alternate(round -> microseconds(wrk, many, bearer), round -> microseconds(wrk, few, bearer));
        return Row.compared("decision-growth", outcome, Unit.MICROSECONDS, "with 10", Target.atMost(1.5));
    }

    private static double microseconds(Wrk wrk, MeasuredService service, String bearer) throws Exception {
        return 1e6
                / wrk.run(service.url(), CONNECTIONS, SECONDS, service.script(bearer))
                        .perSecond();
    }
}
