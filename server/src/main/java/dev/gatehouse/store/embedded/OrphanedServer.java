package dev.gatehouse.store.embedded;

import dev.gatehouse.store.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the server that a killed Gatehouse left running on a cluster and stops it. A process counts as that server only
 * on proof, because its number can have been given to another process since. Used by one thread, under the lock of the
 * data directory.
 */
final class OrphanedServer {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanedServer.class);

    private final Cluster cluster;
    private final PostgresPrograms programs;
    private final ProcessView processes;

    OrphanedServer(Cluster cluster, PostgresPrograms programs, ProcessView processes) {
        this.cluster = cluster;
        this.programs = programs;
        this.processes = processes;
    }

    /** Afterwards no server runs on the cluster and no process number stands in the way of a new one. */
    void stop() throws IOException {
        Path file = PostmasterFile.path(cluster.directory());
        if (!Files.exists(file)) {
            return;
        }
        Waiting.until(Duration.ofSeconds(1), () -> found().isPresent());
        Optional<PostmasterFile> found = found();
        if (found.isEmpty()) {
            Files.deleteIfExists(file);
        } else if (isOurs(found.get())) {
            LOG.warn(
                    "Stopping the PostgreSQL (process {}) that a killed Gatehouse left behind",
                    found.get().pid());
            new Postmaster(programs, cluster.directory(), found.get().pid()).stop();
        } else if (ProcessHandle.of(found.get().pid()).isPresent()) {
            LOG.info(
                    "Process {} is not our PostgreSQL any more; its file is removed",
                    found.get().pid());
            Files.deleteIfExists(file);
        }
    }

    private Optional<PostmasterFile> found() {
        return PostmasterFile.read(cluster.directory());
    }

    private boolean isOurs(PostmasterFile file) throws IOException {
        Optional<Path> program = processes.program(file.pid());
        if (program.isPresent() && !program.get().endsWith("postgres")) {
            return false;
        }
        Optional<Path> workingDirectory = processes.workingDirectory(file.pid());
        if (workingDirectory.isPresent()) {
            return isCluster(workingDirectory.get());
        }
        return isCluster(Path.of(file.dataDirectory())) && knowsOurPassword(file.port());
    }

    private boolean isCluster(Path directory) throws IOException {
        return Files.exists(directory) && Files.isSameFile(directory, cluster.directory());
    }

    /** SCRAM proves both sides to each other: only a server of this cluster can complete it. */
    private boolean knowsOurPassword(int port) throws IOException {
        if (port == 0 || !cluster.hasPassword()) {
            return false;
        }
        Properties properties = new Properties();
        properties.setProperty("user", Cluster.ROLE);
        properties.setProperty("password", cluster.password());
        properties.setProperty("loginTimeout", "2");
        try (var connection = new Driver().connect(EmbeddedPostgres.url(port), properties)) {
            return connection != null;
        } catch (SQLException e) {
            return false;
        }
    }
}
