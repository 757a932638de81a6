package dev.gatehouse.bench.scenario;

import dev.gatehouse.bench.process.GatehouseProcess;
import dev.gatehouse.bench.report.Rounds;
import dev.gatehouse.bench.report.Row;
import dev.gatehouse.bench.report.Series;
import dev.gatehouse.bench.report.Target;
import dev.gatehouse.bench.report.Unit;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A thousand connectors that start at the same moment, as after a power cut. */
public final class RegistrationStorm implements Scenario {
    private static final String NAME = "registration-storm";
    private static final int CONNECTORS = 1_000;
    private static final String SECRET = "a-secret-of-connectors-that-are-measured";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public List<String> names() {
        return List.of(NAME);
    }

    @Override
    public String method() {
        return """
                %,d connectors, each with a client and a connection of its own, register at once (`POST \
                /token-storage/service`); the time until the last one is registered. Who is answered 503 tries again after \
                half a second to a second, as connectors do; the reference is how often that was. Each round registers other \
                names. Any other answer fails the row.""".formatted(CONNECTORS);
    }

    @Override
    public void run(Bench bench) throws Exception {
        try (GatehouseProcess gatehouse = GatehouseProcess.start(bench.workspace(), Map.of())) {
            gatehouse.database().execute("""
                    insert into client (client_id, client_name, owner_id, secret_hash, scope, auth_method, created, updated)
                    select 'storm-' || n, 'Connector ' || n, 'admin', sha256('%s'), 'token-storage.r token-storage.w',
                           'client_secret_basic', now(), now()
                      from generate_series(1, %d) n
                    """.formatted(SECRET, CONNECTORS));
            AtomicInteger repeated = new AtomicInteger();
            Series seconds = Rounds.repeat(Rounds.COUNT, round -> storm(gatehouse, round, repeated));
            bench.add(Row.single(NAME, seconds, Unit.SECONDS, Target.NONE)
                    .withReference("%.1f repeated a round".formatted((double) repeated.get() / Rounds.COUNT)));
        }
    }

    private static double storm(GatehouseProcess gatehouse, int round, AtomicInteger repeated) throws Exception {
        List<Callable<Void>> connectors = new ArrayList<>();
        for (int i = 1; i <= CONNECTORS; i++) {
            int number = i;
            connectors.add(() -> register(gatehouse.admin("/token-storage/service"), round, number, repeated));
        }
        long started = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> connector : threads.invokeAll(connectors)) {
                connector.get();
            }
        }
        return (System.nanoTime() - started) / 1e9;
    }

    private static Void register(URI url, int round, int number, AtomicInteger repeated) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Authorization", basic("storm-" + number))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"servicename":"port-%d-%d","implements":["fileStorage"],"client_id":"id","client_secret":"secret",
                         "authorize_url":"https://cloud.example.org/authorize","refresh_url":"https://cloud.example.org/token"}
                        """.formatted(round, number)))
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            while (true) {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return null;
                }
                if (answer.statusCode() != 503) {
                    throw new IllegalStateException(answer.statusCode() + " " + answer.body());
                }
                repeated.incrementAndGet();
                Thread.sleep(ThreadLocalRandom.current().nextLong(500, 1_000));
            }
        }
    }

    private static String basic(String client) {
        String pair = client + ":" + SECRET;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
