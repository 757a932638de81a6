package dev.gatehouse.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.http.DatabaseLink;
import dev.gatehouse.store.embedded.EmbeddedPostgres;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.PreparedCluster;
import dev.gatehouse.testing.TestDatabase;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database on a small disk of its own; only root can make one. */
class FullDiskTest {
    private static final EmbeddedPostgres.Options OPTIONS =
            new EmbeddedPostgres.Options(false, TestDatabase.installations(), 60);

    private final Path disk = TestServer.newDirectory();

    @BeforeEach
    void makeDisk() throws Exception {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", disk.toString()), "cannot mount a disk");
        PreparedCluster.into(disk);
    }

    @AfterEach
    void takeDiskAway() throws Exception {
        run("umount", "--lazy", disk.toString());
    }

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void fill() throws IOException {
        byte[] page = new byte[4096];
        try (OutputStream filler = Files.newOutputStream(disk.resolve("filler"))) {
            while (true) {
                filler.write(page);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private void makeRoom() throws IOException {
        Files.delete(disk.resolve("filler"));
    }

    private static Answer write(Api administrator) {
        return administrator.post(
                "/oauth2/service",
                "{\"serviceId\":\"s-" + UUID.randomUUID()
                        + "\",\"serviceType\":\"openapi\",\"serviceName\":\"x\",\"scope\":\"\"}");
    }

    /**
     * A new file of the write-ahead log would not fit either, and without it the database ends. So there is to be one whose
     * beginning is on the disk already.
     */
    private static void leaveRoomInLog(TestServer server) {
        server.jdbi().useHandle(handle -> {
            handle.execute("set synchronous_commit = on");
            do {
                handle.execute("select pg_logical_emit_message(true, 'test', repeat('x', 1000000))");
            } while (!handle.createQuery("""
                            select file_offset between 500000 and 4000000
                              from pg_walfile_name_offset(pg_current_wal_insert_lsn())
                            """).mapTo(Boolean.class).one());
            handle.execute("reset synchronous_commit");
        });
    }

    @Test
    void s31_aFullDiskIsA503AndRecoveredFrom() throws IOException {
        try (EmbeddedPostgres database = EmbeddedPostgres.start(disk, OPTIONS);
                TestServer server =
                        TestServer.start(database.address(), TestServer.newDirectory(), DatabaseLink.NOTICED)) {
            Api administrator = server.administrator();
            leaveRoomInLog(server);
            fill();

            Answer ready = server.admin().get("/health/ready").expect(503);
            assertThat(ready.json().get("databaseFault").asString()).isEqualTo("FULL");
            await().untilAsserted(() -> write(administrator).expectError(503, "ERR12251", "DATABASE_FULL"));
            administrator.get("/oauth2/service?page=1").expect(200);

            makeRoom();
            await().until(() -> server.admin().get("/health/ready").status() == 200);
            write(administrator).expect(200);
        }
    }

    @Test
    void s31_aStartOnAFullDiskSaysWhyInOneLine() throws IOException {
        EmbeddedPostgres.start(disk, OPTIONS).close();
        fill();
        assertThatThrownBy(() -> EmbeddedPostgres.start(disk, OPTIONS))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("space")
                .hasMessageNotContaining("\n");
        makeRoom();
        EmbeddedPostgres.start(disk, OPTIONS).close();
    }
}
