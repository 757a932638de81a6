package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.load.Wrk;
import dev.gatehouse.bench.report.Rounds;
import dev.gatehouse.bench.report.Row;
import dev.gatehouse.bench.report.Target;
import dev.gatehouse.bench.report.Unit;
import java.net.URI;
import java.util.function.IntFunction;

/** Compares median latencies of one connection at two servers, in turn. Stateless. */
final class Latencies {
    private static final int WARM_UP_SECONDS = 3;
    private static final int SECONDS = 2;

    private Latencies() {}

    /**
     * What one server is asked.
     *
     * @param script the requests of a round, in Lua; round 0 warms up
     */
    record Load(URI url, IntFunction<String> script) {}

    /**
     * Adds a row, where it is wanted.
     *
     * @param among what the reference stands for, such as "at 1,000"
     */
    static void compare(Bench bench, String name, Target target, Load figure, String among, Load reference)
            throws Exception {
        if (!bench.wants(name)) {
            return;
        }
        Wrk wrk = new Wrk(bench.workspace());
        median(wrk, reference, 0, WARM_UP_SECONDS);
        median(wrk, figure, 0, WARM_UP_SECONDS);
        Rounds.Outcome outcome = Rounds.alternate(
                round -> median(wrk, figure, round, SECONDS), round -> median(wrk, reference, round, SECONDS));
        bench.add(Row.compared(name, outcome, Unit.MILLISECONDS, among, target));
    }

    private static double median(Wrk wrk, Load load, int round, int seconds) throws Exception {
        return wrk.run(load.url(), 1, seconds, load.script().apply(round)).medianMillis();
    }
}
