package dev.gatehouse.store.embedded;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.crypto.SecretValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the embedded database below a data directory: created once, configured at each start. Only the role
 * {@code gatehouse}, which is no superuser, can sign in, over loopback with its password. Used by one thread.
 */
final class Cluster {
    static final String ROLE = "gatehouse";
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final String SIGN_IN = "host all " + ROLE + " 127.0.0.1/32 scram-sha-256\n";

    /** Statements and row contents stay out of the log: they can hold secrets. */
    private static final String CONFIGURATION = """
            # Written by Gatehouse at each start.
            listen_addresses = '127.0.0.1'
            port = %d
            unix_socket_directories = ''
            max_connections = %d
            shared_buffers = 128MB
            wal_compression = on
            random_page_cost = 1.1
            jit = off
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            log_line_prefix = '%%m [%%p] '
            log_min_messages = log
            log_min_error_statement = panic
            log_error_verbosity = terse
            log_checkpoints = off
            """;

    private static final String NOT_DURABLE = """
            fsync = off
            synchronous_commit = off
            full_page_writes = off
            """;

    private final Path directory;
    private final Path passwordFile;
    private final BinaryArchive archive;
    private final PostgresInstallation installation;
    private final EmbeddedPostgres.Options options;

    Cluster(
            Path dataDirectory,
            BinaryArchive archive,
            PostgresInstallation installation,
            EmbeddedPostgres.Options options) {
        this.directory = dataDirectory.resolve("postgresql");
        this.passwordFile = dataDirectory.resolve("postgresql.password");
        this.archive = archive;
        this.installation = installation;
        this.options = options;
    }

    Path directory() {
        return directory;
    }

    boolean hasPassword() {
        return Files.exists(passwordFile);
    }

    String password() throws IOException {
        return Files.readString(passwordFile).strip();
    }

    /**
     * Creates what is missing.
     *
     * @return the programs to run on it
     * @throws StartupException when it was created by another major version, or is somebody else's
     */
    PostgresPrograms prepare() throws IOException {
        if (!Files.isDirectory(directory)) {
            create();
        }
        requireSameVersion();
        return new PostgresPrograms(installation, ServerUser.ownerOf(directory));
    }

    /** A lost password file is no loss: the role gets a new password. No server may be running. */
    void ensurePassword(PostgresPrograms programs) throws IOException {
        if (!hasPassword()) {
            String password = newPassword();
            execute(programs, directory, "alter role " + ROLE + " password '" + password + "';\n");
            Directories.writeSecret(passwordFile, password + "\n");
        }
    }

    void configure(int port) throws IOException {
        String settings =
                CONFIGURATION.formatted(port, options.mostConnections()) + (options.durable() ? "" : NOT_DURABLE);
        Files.writeString(directory.resolve("postgresql.conf"), settings);
        Files.writeString(directory.resolve("pg_hba.conf"), SIGN_IN);
    }

    /** Beside its final place, so that a crash leaves either nothing or everything. */
    private void create() throws IOException {
        LOG.info("Creating the embedded PostgreSQL database in {}", directory);
        Path partial = directory.resolveSibling("postgresql.partial");
        Directories.delete(partial);
        Files.createDirectory(
                partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        ServerUser user = ServerUser.forNewCluster(partial, installation.program("postgres"));
        PostgresPrograms programs = new PostgresPrograms(installation, user);
        initialise(programs, partial);
        String password = newPassword();
        Directories.writeSecret(passwordFile, password + "\n");
        execute(programs, partial, """
                create role %1$s login createdb password '%2$s';
                create database %1$s owner %1$s;
                """.formatted(ROLE, password));
        if (options.durable()) {
            Directories.forceTree(partial);
        }
        Files.move(partial, directory, StandardCopyOption.ATOMIC_MOVE);
        Directories.force(Directories.parent(directory));
    }

    /** The superuser gets no password and is rejected by pg_hba.conf: nobody signs in as it. */
    private void initialise(PostgresPrograms programs, Path target) throws IOException {
        Command.Outcome outcome = Command.run(
                programs.command(
                        "initdb",
                        "--pgdata=" + target,
                        "--username=postgres",
                        "--auth=reject",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--data-checksums",
                        "--no-instructions",
                        "--no-sync"),
                target,
                "");
        if (outcome.failed()) {
            throw new StartupException("the embedded database cannot be created: " + lastLine(outcome, target));
        }
    }

    /** Runs statements, one a line, in a server process without connections. */
    private static void execute(PostgresPrograms programs, Path cluster, String statements) throws IOException {
        Command.Outcome outcome = Command.run(
                programs.command(
                        "postgres",
                        "--single",
                        "-D",
                        cluster.toString(),
                        "-c",
                        "log_min_error_statement=panic",
                        "postgres"),
                cluster,
                statements);
        if (outcome.failed() || outcome.output().contains("ERROR:")) {
            throw new StartupException("the embedded database cannot be set up: " + lastLine(outcome, cluster));
        }
    }

    private void requireSameVersion() throws IOException {
        String version = Files.readString(directory.resolve("PG_VERSION")).strip();
        if (!version.equals(Integer.toString(archive.majorVersion()))) {
            throw new StartupException("the database in " + directory + " was created by PostgreSQL " + version
                    + " and this Gatehouse brings " + archive.majorVersion()
                    + "; dump it with the Gatehouse that created it and restore it into a new data directory");
        }
    }

    private static String lastLine(Command.Outcome outcome, Path directory) throws IOException {
        return outcome.output()
                .lines()
                .filter(line -> line.contains("ERROR:") || line.contains("FATAL:") || line.contains("error:"))
                .reduce((_, last) -> last)
                .orElse(Directories.unexplained(directory));
    }

    private static String newPassword() {
        return SecretValue.generate().reveal();
    }
}
