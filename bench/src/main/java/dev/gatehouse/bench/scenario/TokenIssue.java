package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.load.Wrk;
import dev.gatehouse.bench.process.GatehouseProcess;
import dev.gatehouse.bench.report.Rounds;
import dev.gatehouse.bench.report.Row;
import dev.gatehouse.bench.report.Series;
import dev.gatehouse.bench.report.Target;
import dev.gatehouse.bench.report.Unit;
import java.util.List;
import java.util.Map;

/** How many access tokens a second the token endpoint issues. */
public final class TokenIssue implements Scenario {
    /** Asks for client credentials, in Lua. */
    static final String BODY = """
            wrk.method = "POST"
            wrk.body = "grant_type=client_credentials"
            """;

    private static final String PLAIN = "token";
    private static final String TLS = "token-tls";
    private static final int CONNECTIONS = 64;
    private static final int WARM_UP_SECONDS = 8;
    private static final int SECONDS = 4;
    private static final Target LEAST = Target.atLeast(10_000, Unit.PER_SECOND);

    @Override
    public List<String> names() {
        return List.of(PLAIN, TLS);
    }

    @Override
    public String method() {
        return """
                `POST /oauth2/token` on the public listener: client credentials, `client_secret_basic`, ES256. The secret is \
                checked against its SHA-256; client and scopes are remembered from the embedded PostgreSQL until they \
                change; plain HTTP, and in the row `token-tls` TLS on connections that stay open. wrk, 64 connections.""";
    }

    @Override
    public void run(Bench bench) throws Exception {
        if (bench.wants(PLAIN)) {
            measure(bench, PLAIN, GatehouseProcess.start(bench.workspace(), Map.of()), LEAST);
        }
        if (bench.wants(TLS)) {
            measure(bench, TLS, GatehouseProcess.startWithTls(bench.workspace()), Target.NONE);
        }
    }

    private static void measure(Bench bench, String name, GatehouseProcess started, Target target) throws Exception {
        try (GatehouseProcess gatehouse = started) {
            Wrk wrk = new Wrk(bench.workspace());
            String script = Wrk.get(gatehouse.basicAuthentication()) + """
                    wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
                    """ + BODY;
            wrk.run(gatehouse.tokenEndpoint(), CONNECTIONS, WARM_UP_SECONDS, script);
            Series series = Rounds.repeat(
                    Rounds.COUNT,
                    round -> wrk.run(gatehouse.tokenEndpoint(), CONNECTIONS, SECONDS, script)
                            .perSecond());
            bench.add(Row.single(name, series, Unit.PER_SECOND, target));
        }
    }
}
