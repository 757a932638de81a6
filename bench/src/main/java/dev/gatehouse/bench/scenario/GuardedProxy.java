package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.load.Wrk;
import dev.gatehouse.bench.process.BareProcess;
import dev.gatehouse.bench.process.GatehouseProcess;
import dev.gatehouse.bench.process.NginxProcess;
import dev.gatehouse.bench.report.Rounds;
import dev.gatehouse.bench.report.Row;
import dev.gatehouse.bench.report.Target;
import dev.gatehouse.bench.report.Unit;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Requests through nginx to a service, with a decision before each and without. */
public final class GuardedProxy implements Scenario {
    private static final int CONNECTIONS = 64;
    private static final int WARM_UP_SECONDS = 3;
    private static final int SECONDS = 3;
    private static final int KEPT_SECONDS = 5;

    @Override
    public List<String> names() {
        return List.of("decision-nginx", "decision-nginx-kept");
    }

    @Override
    public String method() {
        return """
                Requests through nginx (one worker process) to a service that does nothing but send the same bytes; with the \
                service's exported policy (figure) and passed on without asking (reference). All four, wrk included, share \
                the machine. wrk, 64 connections. `decision-nginx-kept`: the policy is exported with `keepSeconds=5`; one \
                token and one target.""";
    }

    @Override
    public void run(Bench bench) throws Exception {
        try (GatehouseProcess gatehouse = GatehouseProcess.start(bench.workspace(), Map.of())) {
            MeasuredService service = MeasuredService.fill(gatehouse, "guarded", 10);
            String bearer = gatehouse.bearer();
            try (BareProcess upstream =
                    BareProcess.imitate(bench.workspace(), gatehouse, service.pathBehind(), bearer)) {
                for (boolean kept : new boolean[] {false, true}) {
                    NginxProcess.Export export =
                            (listen, behind) -> service.policy(bearer, listen, behind, kept ? KEPT_SECONDS : 0);
                    try (NginxProcess nginx = NginxProcess.start(bench.workspace(), export, upstream.url())) {
                        bench.add(
                                kept
                                        ? measure(bench, "decision-nginx-kept", Target.atLeast(0.6), nginx, bearer)
                                        : measure(bench, "decision-nginx", Target.NONE, nginx, bearer));
                    }
                }
            }
        }
    }

    private static Row measure(Bench bench, String name, Target target, NginxProcess nginx, String bearer)
            throws Exception {
        Wrk wrk = new Wrk(bench.workspace());
        String script = Wrk.get(bearer);
        URI guarded = nginx.guarded(MeasuredService.target());
        URI unguarded = nginx.unguarded(MeasuredService.target());
        wrk.run(guarded, CONNECTIONS, WARM_UP_SECONDS, script);
        wrk.run(unguarded, CONNECTIONS, WARM_UP_SECONDS, script);
        Rounds.Outcome outcome = Rounds.alternate(
                round -> wrk.run(guarded, CONNECTIONS, SECONDS, script).perSecond(),
                round -> wrk.run(unguarded, CONNECTIONS, SECONDS, script).perSecond());
        return Row.compared(name, outcome, Unit.PER_SECOND, "without", target);
    }
}
