package dev.gatehouse.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.PreparedCluster;
import dev.gatehouse.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
    @TempDir
    private Path data;

    private EmbeddedPostgres start() {
        return start(false);
    }

    /** The same on a cluster that was created and stopped before. */
    private EmbeddedPostgres startAgain() {
        PreparedCluster.into(data);
        return start();
    }

    private EmbeddedPostgres start(boolean durable) {
        return EmbeddedPostgres.start(data, new EmbeddedPostgres.Options(durable, TestDatabase.installations(), 20));
    }

    static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (var connection = TestDatabase.connect(server.address());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String query(EmbeddedPostgres server, String sql) throws SQLException {
        try (var connection = TestDatabase.connect(server.address());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private long serverProcess() {
        return PostmasterFile.read(data.resolve("postgresql")).orElseThrow().pid();
    }

    @Test
    void keepsDataOverARestart() throws SQLException {
        try (var server = start()) {
            execute(server, "create table kept as select 42 as answer");
        }
        try (var server = start()) {
            assertThat(query(server, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void isDurableAndSpeaksUtf8WithChecksums() throws SQLException {
        try (var server = start(true)) {
            assertThat(query(server, "show fsync")).isEqualTo("on");
            assertThat(query(server, "show synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "show data_checksums")).isEqualTo("on");
            assertThat(query(server, "show server_encoding")).isEqualTo("UTF8");
            assertThat(query(server, "select lower('ÄÖ') || ('a' > 'B')")).isEqualTo("äötrue");
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws IOException {
        try (var server = start()) {
            var address = server.address();
            assertThatThrownBy(() -> TestDatabase.connect(new DatabaseAddress(address.jdbcUrl(), "gatehouse", "guess")))
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> TestDatabase.connect(new DatabaseAddress(address.jdbcUrl(), "postgres", "guess")))
                    .hasMessageContaining("no pg_hba.conf entry");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(data.resolve("postgresql.password"))))
                    .isEqualTo("rw-------");
            assertThat(address.toString()).doesNotContain(address.password());
        }
    }

    @Test
    void isNoSuperuser() throws SQLException {
        try (var server = startAgain()) {
            assertThat(query(server, "select rolsuper from pg_roles where rolname = current_user"))
                    .isEqualTo("f");
        }
    }

    @Test
    void makesANewPasswordWhenTheFileIsLost() throws IOException, SQLException {
        PreparedCluster.into(data);
        Files.delete(data.resolve("postgresql.password"));
        try (var server = start()) {
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void refusesADataDirectoryInUseByThisProcess() throws SQLException {
        try (var server = startAgain()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(StartupException.class)
                    .hasMessage(
                            "data directory %s is in use by another Gatehouse (process %s)",
                            data, ProcessHandle.current().pid());
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void refusesADirectoryThatIsAFile() throws IOException {
        Path file = Files.createFile(data.resolve("file"));
        assertThatThrownBy(() -> EmbeddedPostgres.start(file, 2))
                .isInstanceOf(StartupException.class)
                .hasMessage("data directory %s cannot be used: %s is not a directory", file, file);
    }

    @Test
    void refusesADirectoryThatCannotBeWritten() {
        assertThatThrownBy(() -> EmbeddedPostgres.start(Path.of("/proc/gatehouse"), 2))
                .isInstanceOf(StartupException.class)
                .hasMessageStartingWith("data directory /proc/gatehouse cannot be used: ")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void refusesAClusterOfAnotherVersion() throws IOException {
        PreparedCluster.into(data);
        Files.writeString(data.resolve("postgresql/PG_VERSION"), "17\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("was created by PostgreSQL 17 and this Gatehouse brings 18");
    }

    @Test
    void startsAfterACrashDuringCreation() throws IOException, SQLException {
        Files.createDirectories(data.resolve("postgresql.partial/base/1"));
        Files.writeString(data.resolve("postgresql.partial/PG_VERSION"), "1");
        try (var server = start()) {
            assertThat(query(server, "select 1")).isEqualTo("1");
            assertThat(data.resolve("postgresql.partial")).doesNotExist();
        }
    }

    @Test
    void ignoresAProcessNumberThatWasGivenToAnother() throws IOException, SQLException {
        PreparedCluster.into(data);
        Process other = new ProcessBuilder("sleep", "300").start();
        try {
            Files.writeString(
                    data.resolve("postgresql/postmaster.pid"),
                    "%d\n%s\n1700000000\n5432\n\n127.0.0.1\n\nready   \n"
                            .formatted(other.pid(), data.resolve("postgresql")));
            try (var server = start()) {
                assertThat(query(server, "select 1")).isEqualTo("1");
            }
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroy();
        }
    }

    @Test
    void ignoresAProcessNumberThatIsGone() throws IOException, InterruptedException, SQLException {
        PreparedCluster.into(data);
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.writeString(
                data.resolve("postgresql/postmaster.pid"),
                "%d\n%s\n1700000000\n5432\n\n127.0.0.1\n\nready   \n"
                        .formatted(gone.pid(), data.resolve("postgresql")));
        try (var server = start()) {
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void ignoresAnEmptyProcessFile() throws IOException, SQLException {
        PreparedCluster.into(data);
        Files.createFile(data.resolve("postgresql/postmaster.pid"));
        try (var server = start()) {
            assertThat(query(server, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void startsTheServerAgainWhenItDies() throws SQLException {
        PreparedCluster.into(data);
        try (var server = start(true)) {
            execute(server, "create table kept as select 42 as answer");
            ProcessHandle.of(serverProcess()).orElseThrow().destroyForcibly();
            await().ignoreExceptions()
                    .untilAsserted(() ->
                            assertThat(query(server, "select answer from kept")).isEqualTo("42"));
        }
    }

    @Test
    void stopsItsServerAndGivesTheDirectoryFree() throws SQLException {
        var server = startAgain();
        long process = serverProcess();
        server.close();
        server.close();
        assertThat(ProcessHandle.of(process).flatMap(handle -> handle.info().command()))
                .isEmpty();
        start().close();
    }

    @Test
    void stopsWithOpenConnections() throws SQLException {
        var server = startAgain();
        try (var connection = TestDatabase.connect(server.address())) {
            connection.setAutoCommit(false);
            connection.createStatement().execute("create table half_done (number int)");
            long process = serverProcess();
            server.close();
            assertThat(ProcessHandle.of(process).flatMap(handle -> handle.info().command()))
                    .isEmpty();
        }
    }
}
