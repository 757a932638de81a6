package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.data.RefreshFamilies;
import dev.gatehouse.bench.load.Wrk;
import dev.gatehouse.bench.process.EmbeddedDatabase;
import dev.gatehouse.bench.process.GatehouseProcess;
import dev.gatehouse.bench.report.Rounds;
import dev.gatehouse.bench.report.Target;
import java.util.List;
import java.util.Map;

/** The same token requests with few clients and refresh tokens in the tables and with a million of each. */
public final class TokenGrowth implements Scenario {
    private static final int MANY = 1_000_000;
    private static final Target FLAT = Target.atMost(1.5);
    private static final String WARM = "token-growth";
    private static final String COLD = "token-cold-growth";
    private static final String REFRESH = "refresh-token-growth";
    private static final int HOT = 10;
    private static final int COLD_FEW = 10_000;

    @Override
    public List<String> names() {
        return List.of(WARM, COLD, REFRESH);
    }

    @Override
    public String method() {
        return """
                Median latency of one connection with 1,000,000 clients and refresh tokens (figure) and with few \
                (reference), each on a server of its own. `token-growth`: client credentials of 10 clients in turn, with no \
                others beside them and with a million. `token-cold-growth`: of a random client out of 10,000 and out of \
                1,000,000, where the caches hold 100. `refresh-token-growth`: a random refresh token, each used once, out of 10 a \
                round and out of 1,000,000.""";
    }

    @Override
    public void run(Bench bench) throws Exception {
        if (bench.wants(WARM) || bench.wants(REFRESH)) {
            run(bench, Map.of(), HOT, (small, large) -> {
                compare(bench, WARM, "with 10", small, large, (_, _) -> clientCredentials(HOT));
                compare(bench, REFRESH, "with few", small, large, TokenGrowth::refreshes);
            });
        }
        if (bench.wants(COLD)) {
            run(
                    bench,
                    Map.of("GATEHOUSE_CACHE_ENTRIES", "100"),
                    COLD_FEW,
                    (small, large) ->
                            compare(bench, COLD, "with 10,000", small, large, (rows, _) -> clientCredentials(rows)));
        }
    }

    private record Side(GatehouseProcess gatehouse, int rows) {}

    @FunctionalInterface
    private interface Comparison {
        void on(Side small, Side large) throws Exception;
    }

    /** The requests of a round, in Lua; round 0 warms up. */
    @FunctionalInterface
    private interface Requests {
        String script(int rows, int round);
    }

    private static void run(Bench bench, Map<String, String> settings, int few, Comparison comparison)
            throws Exception {
        try (GatehouseProcess small = GatehouseProcess.start(bench.workspace(), settings);
                GatehouseProcess large = GatehouseProcess.start(bench.workspace(), settings)) {
            fill(small.database(), few);
            fill(large.database(), MANY);
            comparison.on(new Side(small, few), new Side(large, MANY));
        }
    }

    private static void fill(EmbeddedDatabase database, int clients) throws Exception {
        int families = Math.max(clients, HOT * (Rounds.COUNT + 1));
        database.execute(
                "update client set client_type = 'trusted', grant_types = '{refresh_token,client_credentials}'",
                RefreshFamilies.insert(families),
                """
                insert into client (client_id, client_name, owner_id, secret_hash, scope, auth_method, created, updated)
                select 'z-' || lpad(n::text, 7, '0'), 'Client ' || n, 'admin', sha256('secret'), 'oauth.service.r',
                       'client_secret_post', now(), now()
                  from generate_series(1, %d) n
                """.formatted(clients),
                "vacuum analyze client",
                "vacuum analyze refresh_family");
    }

    private static void compare(Bench bench, String name, String reference, Side small, Side large, Requests requests)
            throws Exception {
        Latencies.compare(bench, name, FLAT, load(large, requests), reference, load(small, requests));
    }

    private static Latencies.Load load(Side side, Requests requests) throws Exception {
        String basic = Wrk.get(side.gatehouse().basicAuthentication());
        return new Latencies.Load(side.gatehouse().tokenEndpoint(), round -> script(basic, side, requests, round));
    }

    private static String script(String basic, Side side, Requests requests, int round) {
        String script = """
                math.randomseed(%d)
                wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
                """.formatted(round) + requests.script(side.rows(), round);
        return script.contains("client_secret=") ? script : basic + script;
    }

    private static String clientCredentials(int clients) {
        return """
                local form = "grant_type=client_credentials&client_secret=secret&client_id=z-%%07d"
                function request()
                   return wrk.format("POST", "/oauth2/token", nil, string.format(form, math.random(%d)))
                end
                """.formatted(clients);
    }

    /** Each round has tokens of its own; of those, an answer brings the next for the same place. */
    private static String refreshes(int rows, int round) {
        int rounds = Rounds.COUNT + 1;
        return """
                local tokens, place = {}, 0
                function request()
                   place = %d + %d * math.random(%d)
                   local token = tokens[place] or string.format("%%012d", place + 1) .. string.rep("A", 52)
                   return wrk.format("POST", "/oauth2/token", nil, "grant_type=refresh_token&refresh_token=" .. token)
                end
                function response(status, headers, body)
                   tokens[place] = body:match('"refresh_token":"([^"]+)"') or error(body)
                end
                """.formatted(round, rounds, Math.max(rows / rounds, HOT) - 1);
    }
}
