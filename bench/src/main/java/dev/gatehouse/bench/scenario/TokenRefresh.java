package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.process.BareVendor;
import dev.gatehouse.bench.process.GatehouseProcess;
import dev.gatehouse.bench.process.HeapProbe;
import dev.gatehouse.bench.report.Rounds;
import dev.gatehouse.bench.report.Row;
import dev.gatehouse.bench.report.Series;
import dev.gatehouse.bench.report.Target;
import dev.gatehouse.bench.report.Unit;
import java.util.List;
import java.util.Map;

/** Third-party tokens refreshed in the background. */
public final class TokenRefresh implements Scenario {
    private static final int HOURLY = 100_000;
    private static final int MANY = 1_000_000;
    private static final double HOURLY_PACE_MILLIS = 3_600_000.0 / HOURLY;
    private static final Map<String, String> SETTINGS = Map.of("GATEHOUSE_VAULT_ALLOW_LOOPBACK_HTTP", "true");

    @Override
    public List<String> names() {
        return List.of("refresh-lag", "refresh-memory", "refresh-growth");
    }

    @Override
    public String method() {
        return """
                A third party that answers in 50 ms; plain HTTP, a connection per call. `refresh-lag`: of 100,000 \
                connections, all due within an hour, the first 1,000 (36 s); the longest time from when one was due to \
                when its vendor was asked, beside the median. `refresh-memory`: the most heap in use meanwhile above \
                what was in use before, garbage included. `refresh-growth`: time per refresh when 1,000 are due at once, \
                at 1,000,000 connections (figure) and at 1,000 (reference).""";
    }

    @Override
    public void run(Bench bench) throws Exception {
        try (BareVendor vendor = new BareVendor()) {
            if (bench.wants("refresh-lag") || bench.wants("refresh-memory")) {
                hour(bench, vendor);
            }
            if (bench.wants("refresh-growth")) {
                growth(bench, vendor);
            }
        }
    }

    private static void hour(Bench bench, BareVendor vendor) throws Exception {
        try (GatehouseProcess gatehouse = GatehouseProcess.start(bench.workspace(), SETTINGS)) {
            Connected connected = new Connected(gatehouse, vendor, HOURLY);
            connected.drain();
            try (HeapProbe heap = HeapProbe.of(gatehouse.pid())) {
                double before = heap.settle();
                Connected.Lag lag = connected.pace(HOURLY_PACE_MILLIS);
                double used = heap.peak() - before;
                bench.add(Row.single(
                                "refresh-lag",
                                new Series(List.of(lag.most())),
                                Unit.MILLISECONDS,
                                Target.below(5_000, Unit.MILLISECONDS))
                        .withReference(Unit.MILLISECONDS.text(lag.median()) + " median"));
                bench.add(Row.single(
                        "refresh-memory",
                        new Series(List.of(used)),
                        Unit.MEBIBYTES,
                        Target.below(256, Unit.MEBIBYTES)));
            }
        }
    }

    private static void growth(Bench bench, BareVendor vendor) throws Exception {
        try (GatehouseProcess few = GatehouseProcess.start(bench.workspace(), SETTINGS);
                GatehouseProcess many = GatehouseProcess.start(bench.workspace(), SETTINGS)) {
            Connected small = new Connected(few, vendor, Connected.LIVE);
            Connected large = new Connected(many, vendor, MANY);
            small.drain();
            large.drain();
            Rounds.Outcome outcome = Rounds.alternate(round -> large.drain(), round -> small.drain());
            bench.add(Row.compared("refresh-growth", outcome, Unit.MILLISECONDS, "at 1,000", Target.atMost(1.5)));
        }
    }
}
