package dev.gatehouse.http.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.http.ServerProcess;
import dev.gatehouse.http.stop.LoadBalancer.Backend;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.Soak;
import dev.gatehouse.testing.TestDatabase;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes behind HAProxy and behind nginx are restarted one after the other, and no client notices. */
class RollingRestartTest {
    private static final String SERVICE =
            "{\"serviceId\":\"rolling\",\"serviceType\":\"openapi\",\"serviceName\":\"x\",\"scope\":\"\"}";

    @TempDir
    private static Path directory;

    private final List<Backend> backends = List.of(Backend.onFreePorts(), Backend.onFreePorts());
    private final List<ServerProcess> processes = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final DatabaseAddress database = TestDatabase.createEmpty();

    @AfterEach
    void stop() {
        processes.forEach(ServerProcess::close);
        client.close();
    }

    @Test
    void noRequestIsLost() throws Exception {
        processes.add(start(0));
        processes.add(start(1));
        String token = processes.getFirst().token();
        assertThat(processes.getFirst().post(token, "/oauth2/service", SERVICE).statusCode())
                .isEqualTo(200);
        try (LoadBalancer haproxy = LoadBalancer.haproxy(newDirectory(), backends);
                LoadBalancer nginx = LoadBalancer.nginx(newDirectory(), backends)) {
            List<LoadBalancer> balancers = List.of(haproxy, nginx);
            awaitServedBy(balancers, backends.get(0));
            awaitServedBy(balancers, backends.get(1));
            SteadyLoad load = new SteadyLoad(balancers.stream()
                    .flatMap(balancer -> requests(balancer, token))
                    .toList());
            try (load) {
                for (int round = 0; round < Soak.rounds(3, 50); round++) {
                    restart(round % 2, balancers);
                    restart((round + 1) % 2, balancers);
                }
            }
            assertThat(load.failures()).as("of " + load.answered()).isEmpty();
        }
    }

    private void restart(int which, List<LoadBalancer> balancers) throws Exception {
        assertThat(processes.get(which).stop()).isZero();
        processes.get(which).close();
        processes.set(which, start(which));
        awaitServedBy(balancers, backends.get(which));
    }

    private ServerProcess start(int which) throws Exception {
        Backend backend = backends.get(which);
        String url = database.jdbcUrl() + "&user=" + database.user() + "&password="
                + URLEncoder.encode(database.password(), StandardCharsets.UTF_8);
        Path data = Files.createDirectories(directory.resolve("process-" + which));
        return ServerProcess.start(
                data,
                new ServerProcess.Options(
                        ServerProcess.Options.SMALL,
                        backend.adminPort(),
                        backend.publicPort(),
                        Map.of(
                                "GATEHOUSE_DATABASE_URL",
                                url,
                                "GATEHOUSE_MASTER_KEY_FILE",
                                directory.resolve("master.key").toString(),
                                "GATEHOUSE_ISSUER",
                                "http://localhost:" + backends.getFirst().publicPort(),
                                "GATEHOUSE_STOP_DELAY_SECONDS",
                                "1")));
    }

    private static Path newDirectory() throws Exception {
        return Files.createTempDirectory(directory, "proxy");
    }

    /** A reader's, a service's and one that changes something. */
    private static Stream<HttpRequest> requests(LoadBalancer balancer, String token) {
        return Stream.of(
                SteadyLoad.to(balancer.open().resolve("/oauth2/jwks")).build(),
                SteadyLoad.to(balancer.admin().resolve("/oauth2/service?page=1"))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                SteadyLoad.to(balancer.admin().resolve("/oauth2/service"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(SERVICE))
                        .build());
    }

    /** Both listeners are in use again, whoever is asked. */
    private void awaitServedBy(List<LoadBalancer> balancers, Backend backend) {
        for (LoadBalancer balancer : balancers) {
            HttpRequest admin =
                    SteadyLoad.to(balancer.admin().resolve("/health/live")).build();
            HttpRequest open =
                    SteadyLoad.to(balancer.open().resolve("/oauth2/jwks")).build();
            await().until(() -> servedBy(admin).endsWith(backend.admin()));
            await().until(() -> servedBy(open).endsWith(backend.open()));
        }
    }

    private String servedBy(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue(LoadBalancer.SERVED_BY)
                .orElse("nobody");
    }
}
