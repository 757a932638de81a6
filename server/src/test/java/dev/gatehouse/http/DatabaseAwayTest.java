package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database goes away under a running server, and comes back. */
class DatabaseAwayTest {
    /** Long before a statement would have run out of time; two cores may be busy with other tests. */
    private static final Duration PROMPTLY = Duration.ofSeconds(25);

    private static final String SERVICE =
            "{\"serviceId\":\"here\",\"serviceType\":\"openapi\",\"serviceName\":\"x\",\"scope\":\"\"}";

    private DatabaseAddress database;
    private DatabaseLink link;
    private TestServer server;
    private Api administrator;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        link = new DatabaseLink(database);
        server = TestServer.start(link.address(), TestServer.newDirectory(), DatabaseLink.NOTICED);
        administrator = server.administrator();
        administrator.post("/oauth2/service", SERVICE).expect(200);
    }

    @AfterEach
    void stop() {
        link.mend();
        server.close();
        link.close();
    }

    private static Answer promptly(Supplier<Answer> request) {
        long start = System.nanoTime();
        Answer answer = request.get();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as(answer.request())
                .isLessThan(PROMPTLY);
        return answer;
    }

    private static void expectUnavailable(Answer answer) {
        answer.expectError(503, "ERR12105", "DATABASE_UNAVAILABLE");
        assertThat(answer.header("Retry-After")).as(answer.request()).isNotNull();
    }

    private void expectAway() {
        await().until(() -> server.admin().get("/health/ready").status() == 503);
        List<Supplier<Answer>> kinds = List.of(
                () -> administrator.get("/oauth2/service?page=1"),
                () -> administrator.get("/oauth2/service/elsewhere"),
                () -> administrator.post("/oauth2/service", SERVICE.replace("here", "new")),
                () -> administrator.delete("/oauth2/service/here"),
                () -> administrator.get("/oauth2/user?page=1"),
                () -> administrator.get("/oauth2/audit?page=1"));
        List<Supplier<Answer>> many =
                Collections.nCopies(20, kinds).stream().flatMap(List::stream).toList();
        atOnce(many).forEach(DatabaseAwayTest::expectUnavailable);
        promptly(this::newToken).expect(503);
        promptly(() -> server.admin().get("/health/ready")).expect(503);
    }

    private static List<Answer> atOnce(List<Supplier<Answer>> requests) {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Answer>> answers = requests.stream()
                    .map(request -> CompletableFuture.supplyAsync(() -> promptly(request), clients))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }

    /** What needs no database goes on, and at once. */
    private void expectTheRestGoesOn() {
        long start = System.nanoTime();
        server.admin().get("/health/live").expect(200);
        server.admin().get("/metrics").expect(200);
        server.admin().get("/nothing").expect(404);
        server.admin().get("/oauth2/service?page=1").expect(401);
        server.open().get("/oauth2/jwks").expect(200);
        server.open().get("/.well-known/oauth-authorization-server").expect(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMPTLY);
    }

    private Answer newToken() {
        return server.open()
                .withBasic(
                        server.bootstrap().get("clientId").asString(),
                        server.bootstrap().get("clientSecret").asString())
                .send(
                        "POST",
                        "/oauth2/token",
                        "grant_type=client_credentials",
                        "Content-Type",
                        "application/x-www-form-urlencoded");
    }

    private void expectRecovery() {
        await().until(() -> server.admin().get("/health/ready").status() == 200);
        await().until(() -> administrator.get("/oauth2/service?page=1").status() == 200);
        // The request for the metrics alone; one that was answered counts until its thread is through.
        await().until(() -> Metrics.of(server).gauge("http_server_in_flight") == 1);
        newToken().expect(200);
        administrator.post("/oauth2/service", SERVICE.replace("here", "later")).expect(200);
        administrator.delete("/oauth2/service/later").expect(204);
        await().until(() -> server.admin()
                .get("/health/ready")
                .json()
                .get("changeFeed")
                .asString()
                .equals("UP"));
    }

    @Test
    void s21_aDatabaseThatRefusesIsToldAndRecoveredFrom() {
        link.cut();
        expectAway();
        expectTheRestGoesOn();

        link.mend();
        expectRecovery();
    }

    @Test
    void s21_aDatabaseThatFallsSilentIsToldAndRecoveredFrom() {
        link.holdUp();
        expectAway();
        expectTheRestGoesOn();

        link.mend();
        expectRecovery();
    }

    @Test
    void s31_whatWaitsForADatabaseThatFellSilentIsEnded() throws Exception {
        try (Connection holder = TestDatabase.connect(database);
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select from service where service_id = 'here' for update");
            CompletableFuture<Answer> waiting =
                    CompletableFuture.supplyAsync(() -> administrator.put("/oauth2/service", SERVICE));
            await().until(() -> statement
                    .executeQuery("select from pg_stat_activity where wait_event_type = 'Lock'"
                            + " and datname = current_database()")
                    .next());

            link.holdUp();

            expectUnavailable(promptly(waiting::join));
        }
        link.mend();
        expectRecovery();
    }

    @Test
    void s21_terminatedConnectionsAreReplaced() {
        for (int i = 0; i < 3; i++) {
            server.jdbi().useHandle(handle -> handle.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                     where application_name like 'gatehouse%' and datname = current_database() and pid <> pg_backend_pid()
                    """));
            await().until(() -> administrator.get("/oauth2/service?page=1").status() == 200);
        }
    }
}
