package dev.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.config.StartupException;
import dev.gatehouse.store.embedded.EmbeddedPostgres;
import dev.gatehouse.store.embedded.PostmasterFile;
import dev.gatehouse.store.server.DatabaseFault;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.PreparedCluster;
import dev.gatehouse.testing.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    private static final String MIGRATIONS = "classpath:db/store-test";

    @Test
    void runsStatementsWithTimeLimits() throws SQLException {
        try (var database = TestDatabase.open(TestDatabase.createEmpty(), 2)) {
            var settings = database.jdbi()
                    .withHandle(handle -> List.of(
                            handle.select("show statement_timeout")
                                    .mapTo(String.class)
                                    .one(),
                            handle.select("show lock_timeout")
                                    .mapTo(String.class)
                                    .one(),
                            handle.select("show application_name")
                                    .mapTo(String.class)
                                    .one()));
            assertThat(settings).containsExactly("30s", "10s", "gatehouse");
            int silence =
                    database.jdbi().withHandle(handle -> handle.getConnection().getNetworkTimeout());
            assertThat(silence).isEqualTo(Database.ANSWER_TIME.toMillis());
        }
    }

    @Test
    void s9_aFailingStatementDoesNotTellItsArguments() {
        try (var database = TestDatabase.open(TestDatabase.createEmpty(), 1)) {
            assertThatThrownBy(() -> database.jdbi()
                            .useHandle(handle -> handle.createUpdate("insert into nowhere values (:value)")
                                    .bind("value", "a-secret-value")
                                    .execute()))
                    .satisfies(failure -> assertThat(failure.toString()).doesNotContain("a-secret-value"));
        }
    }

    @Test
    void migratesOnceWhenManyStartTogether() throws InterruptedException {
        var address = TestDatabase.createEmpty();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> starts = IntStream.range(0, 4)
                    .<Callable<Void>>mapToObj(_ -> () -> {
                        Migrations.run(address, MIGRATIONS);
                        return null;
                    })
                    .toList();
            assertThat(executor.invokeAll(starts))
                    .allSatisfy(start -> assertThatCode(start::get).doesNotThrowAnyException());
        }
        try (var database = TestDatabase.open(address, 1)) {
            List<String> applied = database.jdbi()
                    .withHandle(handle -> handle.select(
                                    "select version from flyway_schema_history where success order by installed_rank")
                            .mapTo(String.class)
                            .list());
            assertThat(applied).containsExactly("1", "2");
        }
    }

    @Test
    void refusesASchemaWithMigrationsItDoesNotKnow() {
        var address = TestDatabase.createEmpty();
        Migrations.run(address, MIGRATIONS);
        try (var database = TestDatabase.open(address, 1)) {
            database.jdbi().useHandle(handle -> handle.execute("update flyway_schema_history set checksum = 1"));
        }
        assertThatThrownBy(() -> Migrations.run(address, MIGRATIONS))
                .isInstanceOf(StartupException.class)
                .hasMessageStartingWith("the database schema cannot be brought up to date: ");
    }

    @Test
    void refusesAServerThatIsNotThere() throws Exception {
        int port = FreePort.next();
        var nowhere = DatabaseAddress.parse("postgresql://ann:secret@127.0.0.1:" + port + "/db");
        assertThatThrownBy(() -> TestDatabase.open(nowhere, 2))
                .isInstanceOf(StartupException.class)
                .hasMessageStartingWith(
                        "the database at jdbc:postgresql://127.0.0.1:%d/db as ann cannot be used: ", port)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesAWrongPassword() {
        var right = TestDatabase.createEmpty();
        assertThatThrownBy(() -> TestDatabase.open(new DatabaseAddress(right.jdbcUrl(), right.user(), "wrong"), 2))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void refusesAnOldServer() {
        assertThatThrownBy(() -> Database.requireSupported(13, "13.9"))
                .isInstanceOf(StartupException.class)
                .hasMessage("the database is PostgreSQL 13.9; Gatehouse needs 14 or newer");
        assertThatCode(() -> Database.requireSupported(14, "14.0")).doesNotThrowAnyException();
    }

    @Test
    void recognisesViolationsByTheirConstraint() {
        var address = TestDatabase.createEmpty();
        Migrations.run(address, MIGRATIONS);
        try (var database = TestDatabase.open(address, 1)) {
            var jdbi = database.jdbi();
            jdbi.useHandle(handle -> handle.execute("insert into store_test values ('one')"));
            Throwable duplicate = catchThrowable(
                    () -> jdbi.useHandle(handle -> handle.execute("insert into store_test values ('one')")));
            Throwable orphan = catchThrowable(
                    () -> jdbi.useHandle(handle -> handle.execute("insert into store_test values ('two', 'none')")));
            assertThat(DatabaseFailures.isUniqueViolation(duplicate, "store_test_pkey"))
                    .isTrue();
            assertThat(DatabaseFailures.isUniqueViolation(duplicate, "other")).isFalse();
            assertThat(DatabaseFailures.isForeignKeyViolation(orphan, "store_test_parent"))
                    .isTrue();
            assertThat(DatabaseFailures.isForeignKeyViolation(duplicate, "store_test_pkey"))
                    .isFalse();
            assertThat(DatabaseFailures.isOutage(duplicate)).isFalse();
            assertThat(duplicate)
                    .as("s9: contents of rows stay out of messages")
                    .hasMessageNotContaining("(one)");
        }
    }

    @Test
    void s21_answers503WhileTheServerIsAway(@TempDir Path data) {
        PreparedCluster.into(data);
        var server =
                EmbeddedPostgres.start(data, new EmbeddedPostgres.Options(false, TestDatabase.installations(), 20));
        try (var database = Database.open(server.address(), 2, Duration.ofSeconds(3))) {
            assertThat(database.fault()).isEmpty();
            server.close();
            assertThat(database.fault()).contains(DatabaseFault.AWAY);
            for (int attempt = 0; attempt < 2; attempt++) {
                Throwable away = catchThrowable(() -> database.jdbi().useHandle(handle -> handle.execute("select 1")));
                assertThat(database.faults().answer(away)).hasValueSatisfying(answer -> {
                    assertThat(answer.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE);
                    assertThat(answer.headers()).containsEntry("Retry-After", "2");
                });
            }
        } finally {
            server.close();
        }
    }

    @Test
    void s21_recoversWithoutARestartWhenTheServerIsBack(@TempDir Path data) {
        PreparedCluster.into(data);
        var options = new EmbeddedPostgres.Options(false, TestDatabase.installations(), 20);
        try (var server = EmbeddedPostgres.start(data, options);
                var database = Database.open(server.address(), 2, Duration.ofSeconds(3))) {
            database.jdbi().useHandle(handle -> handle.execute("select 1"));
            long process = PostmasterFile.read(data.resolve("postgresql"))
                    .orElseThrow()
                    .pid();
            ProcessHandle.of(process).orElseThrow().destroyForcibly();
            await().until(() ->
                    ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty());
            await().ignoreExceptions()
                    .untilAsserted(() -> database.jdbi().useHandle(handle -> handle.execute("select 1")));
            await().until(() -> database.fault().isEmpty());
        }
    }

    @Test
    void s31_isNotReadyWhileNoStandbyConfirmsItsCommits(@TempDir Path data) throws Exception {
        PreparedCluster.into(data);
        Path cluster = data.resolve("postgresql");
        Files.writeString(
                cluster.resolve("postgresql.auto.conf"),
                "synchronous_commit = on\nsynchronous_standby_names = 'nobody'\n");
        var options = new EmbeddedPostgres.Options(false, TestDatabase.installations(), 20);
        try (var server = EmbeddedPostgres.start(data, options);
                var database = Database.open(server.address(), 2, Duration.ofSeconds(3))) {
            assertThat(database.fault()).contains(DatabaseFault.TIMED_OUT);
        }
    }

    @Test
    void refusesAServerThatSaysNothing() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var address = DatabaseAddress.parse("postgresql://ann:secret@127.0.0.1:" + silent.getLocalPort() + "/db");
            assertThatThrownBy(() -> TestDatabase.open(address, 1))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("cannot be used");
        }
    }
}
