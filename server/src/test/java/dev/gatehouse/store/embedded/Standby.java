package dev.gatehouse.store.embedded;

import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.testing.FreePort;
import dev.gatehouse.testing.PreparedCluster;
import dev.gatehouse.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A hot standby that hears nothing from its primary: it has what that had, may be read and takes no writes. */
public final class Standby implements AutoCloseable {
    private final PostgresPrograms programs;
    private final Path cluster;
    private final int port;
    private final String password;

    /**
     * Starts one.
     *
     * @param primary the data directory of a server that is stopped
     * @param data an empty directory
     * @param mostConnections no fewer than the primary has
     */
    public Standby(Path primary, Path data, int mostConnections) throws IOException {
        PreparedCluster.copy(primary, data);
        BinaryArchive archive = BinaryArchive.ofThisPlatform();
        PostgresInstallation installation = PostgresInstallation.of(archive, TestDatabase.installations());
        cluster = data.resolve("postgresql");
        port = FreePort.next();
        var options = new EmbeddedPostgres.Options(false, TestDatabase.installations(), mostConnections);
        new Cluster(data, archive, installation, options).configure(port);
        Files.createFile(cluster.resolve("standby.signal"));
        programs = new PostgresPrograms(installation, ServerUser.ownerOf(cluster));
        password = Files.readString(data.resolve("postgresql.password")).strip();
        control("start", "-w", "-l", data.resolve("standby.log").toString());
    }

    public int port() {
        return port;
    }

    /** Where it is, whoever leads to it. */
    public DatabaseAddress address() {
        return new DatabaseAddress(EmbeddedPostgres.url(port), Cluster.ROLE, password);
    }

    /** Makes it a primary. */
    public void promote() throws IOException {
        control("promote", "-w");
    }

    private void control(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(programs.command("pg_ctl", arguments));
        command.addAll(List.of("-D", cluster.toString()));
        Command.Outcome outcome = Command.run(command, cluster, "");
        if (outcome.failed()) {
            throw new IOException(outcome.output());
        }
    }

    @Override
    public void close() throws IOException {
        control("stop", "-m", "immediate");
    }
}
