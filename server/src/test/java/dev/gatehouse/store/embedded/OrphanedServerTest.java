package dev.gatehouse.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.store.OwningMain;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.PreparedCluster;
import dev.gatehouse.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphanedServerTest {
    private static final ProcessView BLIND = new ProcessView() {
        @Override
        public Optional<Path> program(long pid) {
            return Optional.empty();
        }

        @Override
        public Optional<Path> workingDirectory(long pid) {
            return Optional.empty();
        }
    };

    @TempDir
    private Path data;

    @BeforeEach
    void prepare() {
        PreparedCluster.into(data);
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(data, new EmbeddedPostgres.Options(true, TestDatabase.installations(), 20));
    }

    private Process startOwner() throws IOException {
        return OwningMain.start(data);
    }

    /** Through its handle, which leaves what it wrote readable. */
    private static void kill(Process owner) throws InterruptedException {
        owner.toHandle().destroyForcibly();
        owner.waitFor();
    }

    /** Reads up to the given acknowledged row, waiting for it. */
    private static long readUntil(BufferedReader acknowledged, long number) throws IOException {
        long last = 0;
        while (last < number) {
            last = numberIn(acknowledged.readLine()).orElse(last);
        }
        return last;
    }

    private static Optional<Long> numberIn(String line) {
        assertThat(line).as("the owner ended early").isNotNull();
        return line.matches("\\d+") ? Optional.of(Long.valueOf(line)) : Optional.empty();
    }

    @Test
    void s20_keepsEveryAcknowledgedRowWhenTheOwnerIsKilledWhileWriting() throws Exception {
        long acknowledged = 0;
        for (int round = 0; round < 2; round++) {
            Process owner = startOwner();
            try (var output = owner.inputReader()) {
                readUntil(output, 200);
                kill(owner);
                acknowledged = output.lines()
                        .filter(line -> line.matches("\\d+"))
                        .mapToLong(Long::parseLong)
                        .max()
                        .orElse(200);
            }
            try (var server = start()) {
                long kept = Long.parseLong(EmbeddedPostgresTest.query(server, "select count(*) from written"));
                long last = Long.parseLong(EmbeddedPostgresTest.query(server, "select max(number) from written"));
                assertThat(kept).isEqualTo(last).isBetween(acknowledged, acknowledged + 1);
                EmbeddedPostgresTest.execute(server, "drop table written");
            }
        }
        assertThat(acknowledged).isGreaterThanOrEqualTo(200);
    }

    @Test
    void s20_startsWhenOwnerAndServerAreKilledTogether() throws Exception {
        Process owner = startOwner();
        try (var output = owner.inputReader()) {
            long acknowledged = readUntil(output, 50);
            ProcessHandle.of(serverProcess()).orElseThrow().destroyForcibly();
            kill(owner);
            try (var server = start()) {
                assertThat(Long.parseLong(EmbeddedPostgresTest.query(server, "select count(*) from written")))
                        .isGreaterThanOrEqualTo(acknowledged);
            }
        }
    }

    @Test
    void refusesADataDirectoryInUseByAnotherProcess() throws Exception {
        Process owner = startOwner();
        try (var output = owner.inputReader()) {
            readUntil(output, 1);
            assertThatThrownBy(this::start)
                    .isInstanceOf(StartupException.class)
                    .hasMessage("data directory %s is in use by another Gatehouse (process %s)", data, owner.pid());
            readUntil(output, 100);
        } finally {
            kill(owner);
            start().close();
        }
    }

    @Test
    void findsAServerWhoseProcessTheSystemHides() throws Exception {
        var options = new EmbeddedPostgres.Options(true, TestDatabase.installations(), 20);
        var archive = BinaryArchive.ofThisPlatform();
        var installation = PostgresInstallation.of(archive, TestDatabase.installations());
        var cluster = new Cluster(data, archive, installation, options);
        PostgresPrograms programs = cluster.prepare();
        cluster.configure(FreePort.next());
        try (var end = new DeadMansSwitch(cluster.directory())) {
            Postmaster.start(programs, cluster.directory(), data.resolve("log"), end);
            long process = serverProcess();

            new OrphanedServer(cluster, programs, BLIND).stop();

            await().until(() -> ProcessHandle.of(process).isEmpty());
        }
        start().close();
    }

    @Test
    void stopsNoServerOfAnotherDataDirectory() throws IOException, SQLException {
        Path other = Files.createDirectory(data.resolve("other"));
        PreparedCluster.into(other);
        var options = new EmbeddedPostgres.Options(false, TestDatabase.installations(), 20);
        try (var bystander = EmbeddedPostgres.start(other, options)) {
            start().close();
            Files.copy(
                    PostmasterFile.path(other.resolve("postgresql")), PostmasterFile.path(data.resolve("postgresql")));
            start().close();
            assertThat(EmbeddedPostgresTest.query(bystander, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void runsAsTheOwnerOfTheClusterWhenStartedByRoot() throws IOException, SQLException {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (Stream<Path> files = Files.walk(data.resolve("postgresql"))) {
            var nobody = data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
            for (Path file : files.toList()) {
                Files.setOwner(file, nobody);
            }
        }
        try (var server = start()) {
            assertThat(Files.getOwner(Path.of("/proc/" + serverProcess())).getName())
                    .isEqualTo("nobody");
            assertThat(EmbeddedPostgresTest.query(server, "select 1")).isEqualTo("1");
        }
    }

    private long serverProcess() {
        return PostmasterFile.read(data.resolve("postgresql")).orElseThrow().pid();
    }
}
