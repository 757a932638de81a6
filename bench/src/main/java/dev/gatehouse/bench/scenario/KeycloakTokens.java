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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/** Tokens a second beside those of a Keycloak that is asked the same, turn by turn. */
public final class KeycloakTokens implements Scenario {
    private static final String TOKEN = "token-keycloak";
    private static final String REFRESH = "refresh-keycloak";
    private static final String INTROSPECT = "introspect-keycloak";
    private static final int CONNECTIONS = 64;
    private static final int WARM_UP_SECONDS = 10;
    private static final int MAX_WARM_UP = 12;
    private static final int MAX_RUNS = MAX_WARM_UP + Rounds.COUNT + 1;
    private static final double GAIN = 1.05;

    /** Cold, with all of them, Keycloak lets requests wait longer than the load generator does. */
    private static final int WARM_UP_CONNECTIONS = 8;

    private static final int SECONDS = 4;

    @Override
    public List<String> names() {
        return List.of(TOKEN, REFRESH, INTROSPECT);
    }

    @Override
    public String method() {
        return """
                As `token`, `refresh` and `introspect`. Reference: Keycloak in production mode with its default heap, asked the same by the same load \
                generator in turns; ES256 too, plain HTTP, one realm, its database H2 in memory where ours is a durable \
                PostgreSQL, its caches local, the client's secret stored in clear where ours is hashed. Memory is that of \
                all processes after the load, pages they share divided; ours includes PostgreSQL. Keycloak's refresh tokens \
                are those of 64 sessions, used again and again as it allows by default, where each of ours is used once and \
                replaced durably.""";
    }

    /** What one of them is asked: where, and in Lua, told the number of the run, since no run uses what another did. */
    private record Asked(URI target, IntFunction<String> script) {}

    @Override
    public void run(Bench bench) throws Exception {
        try (GatehouseProcess gatehouse = GatehouseProcess.start(bench.workspace(), Map.of());
                KeycloakProcess keycloak = KeycloakProcess.start(bench.workspace())) {
            Grants.prepare(gatehouse, MAX_RUNS);
            Both both = new Both(bench, gatehouse, keycloak);
            if (bench.wants(TOKEN)) {
                both.compare(TOKEN, _ -> TokenIssue.BODY, TokenIssue.BODY);
            }
            if (bench.wants(REFRESH)) {
                both.compare(
                        REFRESH,
                        run -> Grants.refreshes().replace("ROUND", String.valueOf(run)),
                        refreshesAgain(keycloak));
            }
            if (bench.wants(INTROSPECT)) {
                String own = gatehouse.bearer().substring("Bearer ".length());
                both.compare(
                        INTROSPECT,
                        _ -> Grants.introspections("/oauth2/introspect", own),
                        Grants.introspections(
                                keycloak.tokenEndpoint().getPath() + "/introspect", keycloak.newAccessToken()));
            }
        }
    }

    /** With the tokens of sessions of their own; each can be used again. */
    private static String refreshesAgain(KeycloakProcess keycloak) throws Exception {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            tokens.add('"' + keycloak.newRefreshToken() + '"');
        }
        return """
                local tokens, count = { %s }, 0
                function request()
                   count = count + 1
                   local token = tokens[count %% #tokens + 1]
                   return wrk.format("POST", nil, nil, "grant_type=refresh_token&refresh_token=" .. token)
                end
                """.formatted(String.join(", ", tokens));
    }

    /** The two servers, turn by turn. */
    private record Both(Bench bench, GatehouseProcess gatehouse, KeycloakProcess keycloak) {
        void compare(String name, IntFunction<String> ours, String theirs) throws Exception {
            Wrk wrk = new Wrk(bench.workspace());
            Asked us = new Asked(gatehouse.tokenEndpoint(), with(gatehouse.basicAuthentication(), ours));
            Asked them = new Asked(keycloak.tokenEndpoint(), with(keycloak.basicAuthentication(), _ -> theirs));
            int first = Math.max(warmUp(wrk, us), warmUp(wrk, them));
            Rounds.Outcome outcome =
                    Rounds.alternate(round -> load(wrk, us, first + round), round -> load(wrk, them, first + round));
            double ourMemory = ResidentMemory.of(gatehouse.pid())
                    + ResidentMemory.withDescendants(
                            gatehouse.database().process().orElseThrow());
            String reference = String.format(
                    Locale.ROOT, "Keycloak; %,.0f MiB, it %,.0f MiB", ourMemory, keycloak.residentMemory());
            bench.add(Row.compared(name, outcome, Unit.PER_SECOND, reference, Target.NONE));
        }

        private static double load(Wrk wrk, Asked asked, int run) throws Exception {
            return wrk.run(asked.target(), CONNECTIONS, SECONDS, asked.script().apply(run))
                    .perSecond();
        }

        private static IntFunction<String> with(String authorization, IntFunction<String> requests) {
            String head = Wrk.get(authorization) + """
                    wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
                    """;
            return run -> head + requests.apply(run);
        }
    }

    /** Until it gets no faster any more: Keycloak's compilers need minutes where cores are few. Returns how many runs it took. */
    private static int warmUp(Wrk wrk, Asked asked) throws Exception {
        double best = 0;
        int steady = 0;
        int run = 0;
        while (steady < 2 && run < MAX_WARM_UP) {
            double now = wrk.run(
                            asked.target(),
                            WARM_UP_CONNECTIONS,
                            WARM_UP_SECONDS,
                            asked.script().apply(run++))
                    .perSecond();
            steady = now > best * GAIN ? 0 : steady + 1;
            best = Math.max(best, now);
        }
        return run;
    }
}
