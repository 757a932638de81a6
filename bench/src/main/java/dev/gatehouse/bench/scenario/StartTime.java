package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.process.GatehouseProcess;
import dev.gatehouse.bench.process.ResidentMemory;
import dev.gatehouse.bench.process.Workspace;
import dev.gatehouse.bench.report.Rounds;
import dev.gatehouse.bench.report.Row;
import dev.gatehouse.bench.report.Series;
import dev.gatehouse.bench.report.Target;
import dev.gatehouse.bench.report.Unit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** From the start of the launcher to the line that says ready, and what an idle server takes. */
public final class StartTime implements Scenario {
    private static final int FIRST_STARTS = 3;
    private static final Duration SETTLING = Duration.ofSeconds(3);

    @Override
    public List<String> names() {
        return List.of("first-start", "start", "idle-memory");
    }

    @Override
    public String method() {
        return """
                `bin/gatehouse server`, built, with its class-data archive, from the start of the process to the line that \
                says ready. `first-start`: an empty data directory. `start`: one that was stopped in order. `idle-memory`: \
                resident memory 3 s after a start, shared pages divided among those who share them; the figure is all \
                together, the reference PostgreSQL's part.""";
    }

    @Override
    public void run(Bench bench) throws Exception {
        Workspace workspace = bench.workspace();
        writeArchive(workspace);
        if (bench.wants("first-start")) {
            Series first = Rounds.repeat(FIRST_STARTS, round -> seconds(workspace, workspace.newPath("data")));
            bench.add(Row.single("first-start", first, Unit.SECONDS, Target.NONE));
        }
        Path data = workspace.newPath("data");
        seconds(workspace, data);
        if (bench.wants("start")) {
            Series again = Rounds.repeat(Rounds.COUNT, round -> seconds(workspace, data));
            bench.add(Row.single("start", again, Unit.SECONDS, Target.below(3, Unit.SECONDS)));
        }
        if (bench.wants("idle-memory")) {
            bench.add(memory(workspace, data));
        }
    }

    /** The first server that stops writes it. */
    private static void writeArchive(Workspace workspace) throws Exception {
        seconds(workspace, workspace.newPath("data"));
    }

    private static double seconds(Workspace workspace, Path data) throws Exception {
        try (GatehouseProcess gatehouse = GatehouseProcess.start(workspace, data, Map.of())) {
            return gatehouse.startTime().toNanos() / 1e9;
        }
    }

    private static Row memory(Workspace workspace, Path data) throws Exception {
        try (GatehouseProcess gatehouse = GatehouseProcess.start(workspace, data, Map.of())) {
            Thread.sleep(SETTLING);
            ProcessHandle postgres = gatehouse.database().process().orElseThrow();
            double database = ResidentMemory.withDescendants(postgres);
            double java = ResidentMemory.of(gatehouse.pid());
            return new Row(
                    "idle-memory",
                    Unit.MEBIBYTES.text(java + database),
                    Unit.MEBIBYTES.text(database) + " PostgreSQL",
                    "—",
                    Target.NONE.text(),
                    "—");
        }
    }
}
