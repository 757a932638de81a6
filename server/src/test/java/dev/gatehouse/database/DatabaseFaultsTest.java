package dev.gatehouse.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.http.DatabaseLink;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.store.server.DatabaseFaults;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.LoggedLines;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database is there, but something is wrong with it. */
class DatabaseFaultsTest {
    private static final int POOL = 8;
    private static final String LIST = "/oauth2/service?page=1";

    private final DatabaseAddress database = TestDatabase.create();
    private final String name = database.jdbcUrl().replaceFirst("^.*/(\\w+)\\?.*$", "$1");
    private TestServer server;
    private Api administrator;
    private Connection beside;
    private Statement operator;

    @BeforeEach
    void start() throws SQLException {
        server = TestServer.start(database, TestServer.newDirectory(), DatabaseLink.NOTICED);
        administrator = server.administrator();
        // In another database of the same server, so that it is none of those that are counted or refused.
        beside = TestDatabase.connect(TestDatabase.createEmpty());
        operator = beside.createStatement();
        await().until(() -> connections() >= POOL + 3);
    }

    @AfterEach
    void stop() throws SQLException {
        server.close();
        beside.close();
    }

    private int connections() throws SQLException {
        try (var row = operator.executeQuery("select count(*) from pg_stat_activity where datname = '" + name + "'")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void endConnections(String which) throws SQLException {
        operator.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "' and " + which);
    }

    private Answer write() {
        return administrator.post(
                "/oauth2/service",
                "{\"serviceId\":\"s-" + UUID.randomUUID()
                        + "\",\"serviceType\":\"openapi\",\"serviceName\":\"x\",\"scope\":\"\"}");
    }

    private void expect(Answer answer, String code, String message) {
        answer.expectError(503, code, message);
        assertThat(answer.header("Retry-After")).isNotNull();
    }

    private void awaitReady() {
        await().until(() -> server.admin().get("/health/ready").status() == 200);
    }

    private void awaitDown(String fault) {
        await().untilAsserted(() -> assertThat(server.admin()
                        .get("/health/ready")
                        .expect(503)
                        .json()
                        .path("databaseFault")
                        .asString(""))
                .isEqualTo(fault));
    }

    @Test
    void s31_aReadOnlyDatabaseIsReadAndNotReady() throws SQLException {
        operator.execute("alter database " + name + " set default_transaction_read_only = on");
        endConnections("true");

        awaitDown("READ_ONLY");
        await().until(() -> administrator.get(LIST).status() == 200);
        await().untilAsserted(() -> expect(write(), "ERR12250", "DATABASE_READ_ONLY"));

        operator.execute("alter database " + name + " reset default_transaction_read_only");
        awaitReady();
        await().until(() -> write().status() == 200);
    }

    @Test
    void s31_aFullDatabaseIsToldOnceAndNotReadyAsLongAsWritesFail() {
        String reason = "no room, says " + UUID.randomUUID();
        server.jdbi().useHandle(handle -> handle.execute("""
                create function full_disk() returns trigger language plpgsql as $$
                begin raise exception '%s' using errcode = '53100'; end $$;
                create trigger full_disk before insert on service for each row execute function full_disk()
                """.formatted(reason)));
        try (LoggedLines lines = LoggedLines.usual()) {
            for (int i = 0; i < 20; i++) {
                expect(write(), "ERR12251", "DATABASE_FULL");
            }
            awaitDown("FULL");
            administrator.get(LIST).expect(200);
            assertThat(Set.copyOf(lines.with(reason))).hasSize(1);
            assertThat(lines.with(reason).getFirst()).startsWith(DatabaseFaults.class.getName());
        }

        server.jdbi().useHandle(handle -> handle.execute("drop trigger full_disk on service"));
        awaitReady();
        write().expect(200);
    }

    @Test
    void s31_aLockOfAnotherSessionIsToldFromADatabaseThatIsAway() throws SQLException {
        try (Connection holder = TestDatabase.connect(database);
                Statement statement = holder.createStatement();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            holder.setAutoCommit(false);
            statement.execute("lock table service in access exclusive mode");
            List<CompletableFuture<Answer>> answers = IntStream.range(0, 2 * POOL)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> administrator.get(LIST), callers))
                    .toList();

            CompletableFuture<Answer> locked =
                    new CompletableFuture<>(); // others may wait for a connection in vain before
            answers.forEach(each -> each.thenAccept(answer -> {
                if (answer.text().contains("ERR12252")) {
                    locked.complete(answer);
                }
            }));
            expect(locked.join(), "ERR12252", "DATABASE_LOCKED");
            server.admin().get("/health/ready").expect(200);

            holder.rollback();
            assertThat(answers.stream().map(CompletableFuture::join).map(Answer::status))
                    .contains(200)
                    .allMatch(status -> status == 200 || status == 503);
        }
    }

    @Test
    void s31_othersWhoHoldAllConnectionsDoNotMakeItUnready() throws SQLException {
        operator.execute("alter database " + name + " connection limit 1");
        // Those of the watch and of the feed.
        endConnections("(query like '%clock_timestamp%' or application_name = 'gatehouse change feed')");
        await().until(() -> server.admin()
                .get("/health/ready")
                .json()
                .get("changeFeed")
                .asString()
                .equals("DOWN"));

        Stream.generate(() -> server.admin().get("/health/ready")).limit(5).forEach(answer -> answer.expect(200));
        write().expect(200);

        operator.execute("alter database " + name + " connection limit 0");
        endConnections("true");
        awaitDown("CROWDED");
        await().untilAsserted(() -> expect(write(), "ERR12254", "DATABASE_CROWDED"));

        operator.execute("alter database " + name + " connection limit -1");
        awaitReady();
        await().atMost(Duration.ofSeconds(20)).until(() -> write().status() == 200);
    }
}
