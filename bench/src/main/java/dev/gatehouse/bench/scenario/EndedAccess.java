package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.data.Rows;
import dev.gatehouse.bench.process.GatehouseProcess;
import dev.gatehouse.bench.report.Rounds;
import dev.gatehouse.bench.report.Row;
import dev.gatehouse.bench.report.Target;
import dev.gatehouse.bench.report.Unit;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ends a client's access to a service: how long its tokens are still good at another process. */
public final class EndedAccess implements Scenario {
    private static final String NAME = "end-access";
    private static final int MANY = 1_000;
    private static final String SERVICE = "svc-0000001";
    private static final String SECRET = "a-secret-of-clients-that-are-measured";

    @Override
    public List<String> names() {
        return List.of(NAME);
    }

    @Override
    public String method() {
        return """
                `DELETE /oauth2/service/{serviceId}/client/{clientId}` at one of two processes on one database, of a client \
                with %,d tokens that the other process has just let pass for a gateway (figure), and of one with a single token \
                (reference): the time from the call until the other process refuses a token. Then each of the tokens is shown \
                there once; one that passes fails the row.""".formatted(MANY);
    }

    @Override
    public void run(Bench bench) throws Exception {
        try (GatehouseProcess first = GatehouseProcess.start(bench.workspace(), Map.of());
                GatehouseProcess second = first.beside(bench.workspace());
                Gateway gateway = new Gateway(second, HttpClient.newHttpClient())) {
            Rows.fill(first.database(), 1, 2);
            first.database().execute("""
                    insert into client (client_id, client_name, owner_id, secret_hash, scope, auth_method, created, updated)
                    select kind || '-' || n, 'Client ' || n, 'admin', sha256('%s'), 'svc.r', 'client_secret_basic', now(), now()
                      from generate_series(0, %d) n, unnest(array['many', 'one']) kind
                    """.formatted(SECRET, Rounds.COUNT));
            milliseconds(first, gateway, "many-0", MANY);
            Rounds.Outcome outcome = Rounds.alternate(
                    round -> milliseconds(first, gateway, "many-" + round, MANY),
                    round -> milliseconds(first, gateway, "one-" + round, 1));
            bench.add(Row.single(NAME, outcome.figure(), Unit.MILLISECONDS, Target.below(1_000, Unit.MILLISECONDS))
                    .withReference(Unit.MILLISECONDS.text(outcome.reference().median()) + " with 1"));
        }
    }

    private static double milliseconds(GatehouseProcess first, Gateway gateway, String client, int count)
            throws Exception {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tokens.add(first.bearer(GatehouseProcess.basicAuthentication(client, SECRET)));
        }
        gateway.requireAll(200, tokens);
        String bearer = first.bearer();
        String path = "/oauth2/service/" + SERVICE + "/client/" + client;
        long started = System.nanoTime();
        first.send("DELETE", path, bearer, "application/json", new byte[0]);
        while (gateway.status(tokens.getFirst()) == 200) {
            Thread.onSpinWait();
        }
        double elapsed = (System.nanoTime() - started) / 1e6;
        gateway.requireAll(403, tokens);
        return elapsed;
    }

    /** Asks a process whether requests with tokens may pass. */
    private record Gateway(GatehouseProcess process, HttpClient http) implements AutoCloseable {
        int status(String bearer) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(process.admin("/access/" + SERVICE))
                    .header("Authorization", bearer)
                    .header("X-Original-Method", "GET")
                    .header("X-Original-URI", "/v1/resource1")
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }

        void requireAll(int status, List<String> bearers) throws Exception {
            for (String bearer : bearers) {
                int answered = status(bearer);
                if (answered != status) {
                    throw new IllegalStateException("a token was answered with " + answered + " instead of " + status);
                }
            }
        }

        @Override
        public void close() {
            http.close();
        }
    }
}
