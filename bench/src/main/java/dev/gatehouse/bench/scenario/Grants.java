package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.data.RefreshFamilies;
import dev.gatehouse.bench.load.Wrk;
import dev.gatehouse.bench.process.GatehouseProcess;
import dev.gatehouse.bench.report.Rounds;
import dev.gatehouse.bench.report.Row;
import dev.gatehouse.bench.report.Series;
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
    private static final int TOKENS = 2 * CONNECTIONS;

    private static final int WARM_UP_SECONDS = 6;
    private static final int SECONDS = 4;
    private static final String CODE = "code";
    private static final String REFRESH = "refresh";
    private static final String INTROSPECT = "introspect";
    private static final String SESSION = "a-session-that-is-measured-and-known-to-nobody-else";
    private static final String VERIFIER = "measured-measured-measured-measured-measured-measured";
    private static final String REDIRECT = "https://app.example/callback";

    @Override
    public List<String> names() {
        return List.of(CODE, REFRESH, INTROSPECT);
    }

    @Override
    public String method() {
        return """
                On the public listener, `client_secret_basic`, ES256, plain HTTP, wrk with 64 connections. `code`: a signed-in \
                browser's `GET /oauth2/code` with PKCE to a trusted client and the `POST /oauth2/token` that redeems the \
                code; the figure counts both together as one. `refresh`: a refresh token for the next, each used once. \
                `introspect`: `POST /oauth2/introspect` with the client's own access token.""";
    }

    @Override
    public void run(Bench bench) throws Exception {
        try (GatehouseProcess gatehouse = GatehouseProcess.start(bench.workspace(), Map.of())) {
            prepare(gatehouse);
            measure(bench, CODE, gatehouse, codes(), 0.5);
            measure(bench, REFRESH, gatehouse, refreshes(), 1);
            String token = gatehouse.bearer().substring("Bearer ".length());
            measure(bench, INTROSPECT, gatehouse, introspections(token), 1);
        }
    }

    private static void measure(Bench bench, String name, GatehouseProcess gatehouse, String requests, double share)
            throws Exception {
        if (!bench.wants(name)) {
            return;
        }
        Wrk wrk = new Wrk(bench.workspace());
        String script = Wrk.get(gatehouse.basicAuthentication()) + """
                wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
                """ + requests;
        wrk.run(gatehouse.tokenEndpoint(), CONNECTIONS, WARM_UP_SECONDS, script.replace("ROUND", "0"));
        Series series = Rounds.repeat(
                Rounds.COUNT,
                round -> share
                        * wrk.run(
                                        gatehouse.tokenEndpoint(),
                                        CONNECTIONS,
                                        SECONDS,
                                        script.replace("ROUND", String.valueOf(round)))
                                .perSecond());
        bench.add(Row.single(name, series, Unit.PER_SECOND, Target.NONE));
    }

    /** A client with every grant, somebody who is signed in, and what they allowed. */
    private static void prepare(GatehouseProcess gatehouse) throws Exception {
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
                        values (sha256('%s'), 'measured', 'admin', '', now(), now(), now() + interval '1 day')
                        """.formatted(SESSION),
                        RefreshFamilies.insert(TOKENS * (Rounds.COUNT + 1)));
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
    private static String refreshes() {
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

    private static String introspections(String token) {
        return """
                wrk.method = "POST"
                wrk.path = "/oauth2/introspect"
                wrk.body = "token=%s"
                """.formatted(token);
    }

    private static String challenge() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }
}
