package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.data.RefreshFamilies;
import dev.gatehouse.bench.load.Pgbench;
import dev.gatehouse.bench.load.Wrk;
import dev.gatehouse.bench.process.GatehouseProcess;
import dev.gatehouse.bench.report.Rounds;
import dev.gatehouse.bench.report.Row;
import dev.gatehouse.bench.report.Target;
import dev.gatehouse.bench.report.Unit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What the authorization server does beside client credentials: round trips of codes, refreshes, introspections. */
public final class Grants implements Scenario {
    private static final int CONNECTIONS = 64;

    /** More than connections, since wrk makes some requests that it does not send. */
    static final int TOKENS = 2 * CONNECTIONS;

    private static final int WARM_UP_SECONDS = 6;
    private static final int SECONDS = 4;

    /** It has to sign in with all its connections first, which its figure leaves out. */
    private static final int PGBENCH_SECONDS = 8;

    private static final String CODE = "code";
    private static final String REFRESH = "refresh";
    private static final String INTROSPECT = "introspect";
    private static final String TLS = "-tls";

    /** Refresh tokens that pgbench uses: after those of the rounds, a hundred for each of its clients. */
    private static final int FIRST_OF_PGBENCH = TOKENS * (Rounds.COUNT + 1);

    private static final String SESSION = "a-session-that-is-measured-and-known-to-nobody-else";
    private static final String VERIFIER = "measured-measured-measured-measured-measured-measured";
    private static final String REDIRECT = "https://app.example/callback";

    @Override
    public List<String> names() {
        return List.of(CODE, REFRESH, INTROSPECT, CODE + TLS, REFRESH + TLS, INTROSPECT + TLS);
    }

    @Override
    public String method() {
        return """
                On the public listener, `client_secret_basic`, ES256, plain HTTP, wrk with 64 connections. `code`: a signed-in \
                browser's `GET /oauth2/code` with PKCE to a trusted client and the `POST /oauth2/token` that redeems the \
                code; the figure counts both together as one. `refresh`: a refresh token for the next, each used once; \
                reference: pgbench with 64 clients and prepared statements, on the same durable database: the same update of \
                one family a transaction. Refreshes that wait at the same time share a transaction of ours. `introspect`: \
                `POST /oauth2/introspect` with the client's own access token, from memory. The rows with `-tls`: the same \
                over TLS, on connections that stay open.""";
    }

    @Override
    public void run(Bench bench) throws Exception {
        if (bench.wantsAny(List.of(CODE, REFRESH, INTROSPECT))) {
            run(bench, GatehouseProcess.start(bench.workspace(), Map.of()), "");
        }
        if (bench.wantsAny(List.of(CODE + TLS, REFRESH + TLS, INTROSPECT + TLS))) {
            run(bench, GatehouseProcess.startWithTls(bench.workspace()), TLS);
        }
    }

    private static void run(Bench bench, GatehouseProcess started, String suffix) throws Exception {
        try (GatehouseProcess gatehouse = started) {
            boolean plain = suffix.isEmpty();
            prepare(gatehouse, Rounds.COUNT + 1);
            if (bench.wants(CODE + suffix)) {
                Target target = plain ? Target.atLeast(1_000, Unit.PER_SECOND) : Target.NONE;
                single(bench, CODE + suffix, load(bench, gatehouse, codes(), 0.5), target);
            }
            if (bench.wants(REFRESH + suffix)) {
                Rounds.Measurement refreshing = load(bench, gatehouse, refreshes(), 1);
                if (plain) {
                    besidePgbench(bench, gatehouse, refreshing);
                } else {
                    single(bench, REFRESH + suffix, refreshing, Target.NONE);
                }
            }
            if (bench.wants(INTROSPECT + suffix)) {
                String token = gatehouse.bearer().substring("Bearer ".length());
                Target target = plain ? Target.atLeast(10_000, Unit.PER_SECOND) : Target.NONE;
                single(
                        bench,
                        INTROSPECT + suffix,
                        load(bench, gatehouse, introspections("/oauth2/introspect", token), 1),
                        target);
            }
        }
    }

    private static void single(Bench bench, String name, Rounds.Measurement load, Target target) throws Exception {
        bench.add(Row.single(name, Rounds.repeat(Rounds.COUNT, load), Unit.PER_SECOND, target));
    }

    private static void besidePgbench(Bench bench, GatehouseProcess gatehouse, Rounds.Measurement refreshing)
            throws Exception {
        Pgbench pgbench = Pgbench.of(bench.workspace());
        String update = Writes.statements("refresh.sql");
        Map<String, String> variables = Map.of("first", String.valueOf(FIRST_OF_PGBENCH));
        Rounds.Measurement updating =
                round -> pgbench.run(gatehouse.database(), CONNECTIONS, PGBENCH_SECONDS, update, variables);
        updating.take(0);
        bench.add(Row.compared(
                REFRESH, Rounds.alternate(refreshing, updating), Unit.PER_SECOND, "pgbench", Target.atLeast(0.8)));
    }

    /** Warmed up. */
    private static Rounds.Measurement load(Bench bench, GatehouseProcess gatehouse, String requests, double share)
            throws Exception {
        Wrk wrk = new Wrk(bench.workspace());
        String script = Wrk.get(gatehouse.basicAuthentication()) + """
                wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
                """ + requests;
        wrk.run(gatehouse.tokenEndpoint(), CONNECTIONS, WARM_UP_SECONDS, script.replace("ROUND", "0"));
        return round -> share
                * wrk.run(
                                gatehouse.tokenEndpoint(),
                                CONNECTIONS,
                                SECONDS,
                                script.replace("ROUND", String.valueOf(round)))
                        .perSecond();
    }

    /**
     * A client with every grant, somebody who is signed in, and what they allowed.
     *
     * @param runs that use refresh tokens of their own
     */
    static void prepare(GatehouseProcess gatehouse, int runs) throws Exception {
        gatehouse
                .database()
                .execute(
                        """
                        update client
                           set client_type = 'trusted', redirect_uris = '{%s}',
                               grant_types = '{authorization_code,refresh_token,client_credentials}'
                        """.formatted(REDIRECT),
                        """
                        insert into session (session_hash, session_id, user_id, user_agent, authenticated, last_used, expires)
                        values (sha256('%s'), gen_random_uuid(), 'admin', '', now(), now(), now() + interval '1 day')
                        """.formatted(SESSION),
                        RefreshFamilies.insert(TOKENS * runs + 100 * CONNECTIONS));
    }

    /** Every other request redeems a code that an answer before it brought. */
    private static String codes() throws Exception {
        String query = "response_type=code&client_id=CLIENT&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback"
                + "&scope=oauth.service.r&state=s&code_challenge_method=S256&code_challenge=" + challenge();
        return """
                local codes = {}
                local client = nil
                local authorization = wrk.headers["Authorization"]
                local form = "grant_type=authorization_code&redirect_uri=https%%3A%%2F%%2Fapp.example%%2Fcallback&code_verifier=%s&code="
                local browser = { ["Cookie"] = "gatehouse-session=%s; gatehouse-form=0123456789012345678901234567890123456789012" }
                local backend = { ["Authorization"] = authorization, ["Content-Type"] = "application/x-www-form-urlencoded" }
                local function decoded(text)
                   local alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
                   local bits, count, out = 0, 0, {}
                   for character in text:gmatch("[%%w+/]") do
                      bits = bits * 64 + alphabet:find(character, 1, true) - 1
                      count = count + 6
                      if count >= 8 then
                         count = count - 8
                         out[#out + 1] = string.char(math.floor(bits / 2 ^ count))
                         bits = bits %% 2 ^ count
                      end
                   end
                   return table.concat(out)
                end
                local page = "/oauth2/code?" .. ("%s"):gsub("CLIENT", decoded(authorization:sub(7)):match("^[^:]+"))
                function request()
                   local code = table.remove(codes)
                   if code then
                      return wrk.format("POST", "/oauth2/token", backend, form .. code)
                   end
                   return wrk.format("GET", page, browser)
                end
                function response(status, headers, body)
                   local location = headers["location"] or headers["Location"]
                   if location then
                      codes[#codes + 1] = location:match("[?&]code=([^&]+)") or error(location)
                   end
                end
                """.formatted(VERIFIER, SESSION, query);
    }

    /** Answers bring the tokens of later requests; the first ones are in the database. */
    static String refreshes() {
        return """
                local tokens = {}
                for n = 1, %d do
                   tokens[n] = string.format("%%012d", ROUND * %d + n) .. string.rep("A", 52)
                end
                function request()
                   local token = table.remove(tokens, 1) or error("no token is left")
                   return wrk.format("POST", "/oauth2/token", nil, "grant_type=refresh_token&refresh_token=" .. token)
                end
                function response(status, headers, body)
                   tokens[#tokens + 1] = body:match('"refresh_token":"([^"]+)"') or error(body)
                end
                """.formatted(TOKENS, TOKENS);
    }

    static String introspections(String path, String token) {
        return """
                wrk.method = "POST"
                wrk.path = "%s"
                wrk.body = "token=%s"
                """.formatted(path, token);
    }

    private static String challenge() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }
}
