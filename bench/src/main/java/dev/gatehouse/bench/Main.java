package dev.gatehouse.bench;

import dev.gatehouse.bench.process.Workspace;
import dev.gatehouse.bench.report.Machine;
import dev.gatehouse.bench.report.Row;
import dev.gatehouse.bench.scenario.AccessGrowth;
import dev.gatehouse.bench.scenario.Bench;
import dev.gatehouse.bench.scenario.ColdReads;
import dev.gatehouse.bench.scenario.Decisions;
import dev.gatehouse.bench.scenario.EndedAccess;
import dev.gatehouse.bench.scenario.Grants;
import dev.gatehouse.bench.scenario.Growth;
import dev.gatehouse.bench.scenario.GuardedProxy;
import dev.gatehouse.bench.scenario.ImportContract;
import dev.gatehouse.bench.scenario.KeycloakTokens;
import dev.gatehouse.bench.scenario.RegistrationStorm;
import dev.gatehouse.bench.scenario.Scenario;
import dev.gatehouse.bench.scenario.StartTime;
import dev.gatehouse.bench.scenario.TokenGrowth;
import dev.gatehouse.bench.scenario.TokenIssue;
import dev.gatehouse.bench.scenario.TokenRefresh;
import dev.gatehouse.bench.scenario.WarmReads;
import dev.gatehouse.bench.scenario.WarmTokens;
import dev.gatehouse.bench.scenario.WebDavTransfers;
import dev.gatehouse.bench.scenario.Writes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Measures all scenarios and writes {@code bench/results.md}, or those named and only prints them. */
public final class Main {
    private static final List<Scenario> SCENARIOS = List.of(
            new WarmReads(),
            new WarmTokens(),
            new Decisions(),
            new GuardedProxy(),
            new ColdReads(),
            new Growth(),
            new Writes(),
            new ImportContract(),
            new StartTime(),
            new TokenIssue(),
            new KeycloakTokens(),
            new Grants(),
            new TokenGrowth(),
            new AccessGrowth(),
            new EndedAccess(),
            new TokenRefresh(),
            new WebDavTransfers(),
            new RegistrationStorm());

    private Main() {}

    /** @param arguments rows to measure; without any, those of the variable {@code SCENARIO}, or all */
    public static void main(String[] arguments) throws Exception {
        Set<String> wanted = wanted(arguments);
        Path root = Path.of("").toAbsolutePath();
        if (!Files.isExecutable(root.resolve("bin/gatehouse"))) {
            throw new IllegalStateException(root + " is not the folder of the sources");
        }
        boolean complete;
        try (Workspace workspace = Workspace.open(root)) {
            complete = run(new Bench(workspace, wanted));
        }
        System.exit(complete ? 0 : 1);
    }

    private static Set<String> wanted(String[] arguments) {
        String variable = System.getenv("SCENARIO");
        Set<String> wanted = arguments.length > 0
                ? Set.of(arguments)
                : variable == null || variable.isBlank()
                        ? Set.of()
                        : Set.of(variable.strip().split("[ ,]+"));
        Set<String> known = SCENARIOS.stream()
                .flatMap(scenario -> scenario.names().stream())
                .collect(Collectors.toSet());
        if (!known.containsAll(wanted)) {
            System.err.println("Scenarios are: "
                    + String.join(", ", known.stream().sorted().toList()));
            System.exit(2);
        }
        return wanted;
    }

    private static boolean run(Bench bench) throws Exception {
        String machine = Machine.describe(bench.workspace());
        System.out.print(machine + "\n" + Row.HEADER);
        boolean complete = true;
        for (Scenario scenario : SCENARIOS) {
            if (bench.wantsAny(scenario.names())) {
                complete &= run(bench, scenario);
            }
        }
        if (bench.wantsAll()) {
            write(bench, machine);
        }
        return complete;
    }

    private static boolean run(Bench bench, Scenario scenario) {
        try {
            scenario.run(bench);
            return true;
        } catch (Exception e) {
            e.printStackTrace();
            scenario.names().stream().filter(bench::isMissing).forEach(name -> bench.add(Row.failed(name, e)));
            return false;
        }
    }

    private static void write(Bench bench, String machine) throws IOException {
        String rows = bench.rows().stream().map(row -> row.markdown() + "\n").collect(Collectors.joining());
        String methods = SCENARIOS.stream()
                .map(scenario -> "- **" + String.join(", ", scenario.names()) + "**: " + scenario.method() + "\n")
                .collect(Collectors.joining());
        Files.writeString(bench.workspace().root().resolve("bench/results.md"), """
                # What it reaches

                Written by `make bench`; `make bench SCENARIO=read-service` measures one row. Figures are medians of rounds that
                alternate with those of their reference on the same machine; a ratio is figure over reference, round by round,
                and its spread the least and the most of them. Absolute figures say little about another machine, ratios more.

                %s
                %s%s
                ## How

                %s""".formatted(
                        machine, Row.HEADER, rows, methods));
    }
}
