package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.load.Wrk;
import dev.gatehouse.bench.process.GatehouseProcess;
import dev.gatehouse.bench.process.KeycloakProcess;
import dev.gatehouse.bench.process.ResidentMemory;
import dev.gatehouse.bench.report.Rounds;
import dev.gatehouse.bench.report.Row;
import dev.gatehouse.bench.report.Target;
import dev.gatehouse.bench.report.Unit;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tokens a second beside those of a Keycloak that is asked the same, turn by turn. */
public final class KeycloakTokens implements Scenario {
    private static final int CONNECTIONS = 64;
    private static final int WARM_UP_SECONDS = 10;
    private static final int MAX_WARM_UP = 12;
    private static final double GAIN = 1.05;

    /** Cold, with all of them, Keycloak lets requests wait longer than the load generator does. */
    private static final int WARM_UP_CONNECTIONS = 8;

    private static final int SECONDS = 4;

    @Override
    public List<String> names() {
        return List.of("token-keycloak");
    }

    @Override
    public String method() {
        return """
                As `token`. Reference: Keycloak in production mode with its default heap, asked the same by the same load \
                generator in turns; ES256 too, plain HTTP, one realm, its database H2 in memory where ours is a durable \
                PostgreSQL, its caches local, the client's secret stored in clear where ours is hashed. Memory is that of \
                all processes after the load, pages they share divided; ours includes PostgreSQL.""";
    }

    @Override
    public void run(Bench bench) throws Exception {
        try (GatehouseProcess gatehouse = GatehouseProcess.start(bench.workspace(), Map.of());
                KeycloakProcess keycloak = KeycloakProcess.start(bench.workspace())) {
            Wrk wrk = new Wrk(bench.workspace());
            URI ours = gatehouse.tokenEndpoint();
            URI theirs = keycloak.tokenEndpoint();
            String ourScript = script(gatehouse.basicAuthentication());
            String theirScript = script(keycloak.basicAuthentication());
            warmUp(wrk, ours, ourScript);
            warmUp(wrk, theirs, theirScript);
            Rounds.Outcome outcome = Rounds.alternate(
                    round -> wrk.run(ours, CONNECTIONS, SECONDS, ourScript).perSecond(),
                    round -> wrk.run(theirs, CONNECTIONS, SECONDS, theirScript).perSecond());
            double ourMemory = ResidentMemory.of(gatehouse.pid())
                    + ResidentMemory.withDescendants(
                            gatehouse.database().process().orElseThrow());
            String reference = String.format(
                    Locale.ROOT, "Keycloak; %,.0f MiB, it %,.0f MiB", ourMemory, keycloak.residentMemory());
            bench.add(Row.compared("token-keycloak", outcome, Unit.PER_SECOND, reference, Target.NONE));
        }
    }

    /** Until it gets no faster any more: Keycloak's compilers need minutes where cores are few. */
    private static void warmUp(Wrk wrk, URI target, String script) throws Exception {
        double best = 0;
        int steady = 0;
        for (int round = 0; steady < 2 && round < MAX_WARM_UP; round++) {
            double now = wrk.run(target, WARM_UP_CONNECTIONS, WARM_UP_SECONDS, script)
                    .perSecond();
            steady = now > best * GAIN ? 0 : steady + 1;
            best = Math.max(best, now);
        }
    }

    private static String script(String authorization) {
        return Wrk.get(authorization) + """
                wrk.method = "POST"
                wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
                wrk.body = "grant_type=client_credentials"
                """;
    }
}
