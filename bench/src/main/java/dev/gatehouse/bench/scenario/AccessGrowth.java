package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.data.Rows;
import dev.gatehouse.bench.load.Wrk;
import dev.gatehouse.bench.process.EmbeddedDatabase;
import dev.gatehouse.bench.process.GatehouseProcess;
import dev.gatehouse.bench.report.Target;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Who has access to a service that a hundred clients use, and to one that a hundred thousand do. */
public final class AccessGrowth implements Scenario {
    private static final int FEW = 100;
    private static final int MANY = 100_000;
    private static final Target FLAT = Target.atMost(1.5);
    private static final String SERVICE = "svc-0000001";

    @Override
    public List<String> names() {
        return List.of("list-access", "list-access-counted");
    }

    @Override
    public String method() {
        return """
                Median latency of one connection where 100,000 clients have access to a service (figure) and where 100 \
                have (reference), each on a server of its own; half of them by links, half by scopes. `list-access`: the 10 \
                after a random client. `list-access-counted`: `page=1`, whose answer tells how many there are.""";
    }

    @Override
    public void run(Bench bench) throws Exception {
        try (GatehouseProcess few = GatehouseProcess.start(bench.workspace(), Map.of());
                GatehouseProcess many = GatehouseProcess.start(bench.workspace(), Map.of())) {
            fill(few.database(), FEW);
            fill(many.database(), MANY);
            compare(bench, "list-access", FLAT, few, many, AccessGrowth::pageAfter);
            compare(bench, "list-access-counted", Target.NONE, few, many, _ -> "\"GET\", list .. \"?page=1\"");
        }
    }

    private static void fill(EmbeddedDatabase database, int clients) throws Exception {
        Rows.fill(database, 1, 2);
        database.execute(
                """
                insert into client (client_id, client_name, owner_id, secret_hash, scope, auth_method, created, updated)
                select 'z-' || lpad(n::text, 7, '0'), 'Client ' || n, 'admin', sha256('secret'),
                       case when n %% 2 = 0 then 'svc.r' else '' end, 'client_secret_post', now(), now()
                  from generate_series(1, %d) n
                """.formatted(clients),
                """
                insert into client_endpoint (client_id, service_id, endpoint, created)
                select client_id, '%s', '/v1/resource1@get', now() from client where client_id like 'z-%%' and scope = ''
                """.formatted(SERVICE),
                "vacuum analyze client",
                "vacuum analyze approved_scope",
                "vacuum analyze client_endpoint");
    }

    /** @param request what a number of a client makes of a request, in Lua */
    private static void compare(
            Bench bench,
            String name,
            Target target,
            GatehouseProcess few,
            GatehouseProcess many,
            IntFunction<String> request)
            throws Exception {
        Latencies.compare(bench, name, target, load(many, MANY, request), "at 100", load(few, FEW, request));
    }

    private static Latencies.Load load(GatehouseProcess gatehouse, int clients, IntFunction<String> request)
            throws Exception {
        String script = Wrk.get(gatehouse.bearer()) + """
                math.randomseed(%%d)
                local list = "/oauth2/service/%s/client"
                function request()
                   return wrk.format(%s)
                end
                """.formatted(SERVICE, request.apply(clients));
        return new Latencies.Load(gatehouse.admin("/"), script::formatted);
    }

    private static String pageAfter(int clients) {
        return "\"GET\", list .. string.format(\"?after=z-%%%%07d\", math.random(%d))".formatted(clients - 10);
    }
}
