package dev.gatehouse.store.embedded;

import dev.gatehouse.config.StartupException;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.store.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own: its programs come with us, its data lives in the data directory, it starts and stops
 * with the process, ends by itself when the process is killed, and is started again should it die. Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Pattern SHELL_CHARACTERS = Pattern.compile("[\"$`\\\\\\p{Cntrl}]");
    private static final Pattern PASSING =
            Pattern.compile("Address already in use|shared memory block|lock file \"postmaster.pid\" already exists");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETRY_INTERVAL = Duration.ofMillis(50);
    private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);

    private final DataDirectoryLock lock;
    private final Cluster cluster;
    private final PostgresPrograms programs;
    private final OrphanedServer orphan;
    private final DeadMansSwitch end;
    private final Path log;
    private final DatabaseAddress address;
    private Postmaster server;
    private volatile boolean closed;

    /**
     * How to run it.
     *
     * @param durable whether a commit is on the disk before it is acknowledged; false is for tests only
     * @param installations where the programs are unpacked to
     * @param mostConnections how many there may be at a time
     */
    public record Options(boolean durable, Path installations, int mostConnections) {}

    /** For everything that connects beside a pool: the change feed, the instance lease, tools, other processes. */
    private static final int BESIDE_A_POOL = 84;

    private EmbeddedPostgres(DataDirectoryLock lock, Path dataDirectory, Options options) throws IOException {
        this.lock = lock;
        BinaryArchive archive = BinaryArchive.ofThisPlatform();
        PostgresInstallation installation = PostgresInstallation.of(archive, options.installations());
        this.cluster = new Cluster(dataDirectory, archive, installation, options);
        this.programs = cluster.prepare();
        this.orphan = new OrphanedServer(cluster, programs, ProcessView.ofSystem());
        this.end = new DeadMansSwitch(cluster.directory());
        orphan.stop();
        cluster.ensurePassword(programs);
        this.log = rotated(dataDirectory.resolve("postgresql.log"));
        Launched launched = launch();
        this.server = launched.server();
        this.address = new DatabaseAddress(url(launched.port()), Cluster.ROLE, cluster.password());
        Thread.ofVirtual().name("embedded-postgres-watch").start(this::watch);
    }

    /**
     * Starts the server of a data directory, after creating what is missing and stopping what a killed process left
     * running there.
     *
     * @param poolSize how many connections one process keeps at most
     * @throws StartupException when the directory is in use or cannot be written, when the disk is full, or when the
     *     server refuses to start
     */
    public static EmbeddedPostgres start(Path dataDirectory, int poolSize) {
        return start(dataDirectory, new Options(true, dataDirectory, poolSize + BESIDE_A_POOL));
    }

    /** As {@link #start(Path, int)}, with options. */
    public static EmbeddedPostgres start(Path dataDirectory, Options options) {
        Path directory = dataDirectory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(directory);
            Path installations = Files.createDirectories(
                    options.installations().toAbsolutePath().normalize());
            requirePlainPath(directory);
            requirePlainPath(installations);
            return startAlone(directory, new Options(options.durable(), installations, options.mostConnections()));
        } catch (IOException e) {
            throw new StartupException("data directory " + directory + " cannot be used: " + reason(e));
        }
    }

    private static EmbeddedPostgres startAlone(Path directory, Options options) throws IOException {
        DataDirectoryLock lock = DataDirectoryLock.take(directory);
        try {
            return new EmbeddedPostgres(lock, directory, options);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Where the database is; the same for the life of this object. */
    public DatabaseAddress address() {
        return address;
    }

    /** Stops the server: in good order within 15 s, or else at once. Closing twice does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        boolean interrupted = Thread.interrupted();
        try {
            server.stop();
            end.close();
        } catch (IOException e) {
            LOG.error("The embedded PostgreSQL could not be stopped: {}", reason(e));
        } finally {
            lock.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + Cluster.ROLE
                + "?sslmode=disable&gssEncMode=disable&requireAuth=scram-sha-256";
    }

    /** A server, and where it listens. */
    private record Launched(Postmaster server, int port) {}

    private Launched launch() throws IOException {
        try {
            return launchPatiently();
        } catch (IOException | RuntimeException e) {
            end.close();
            throw e;
        }
    }

    /** On a free port. Somebody else may take it first, and dying remains of an old server may need a moment. */
    private Launched launchPatiently() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            int port = freePort();
            cluster.configure(port);
            try {
                return new Launched(Postmaster.start(programs, cluster.directory(), log, end), port);
            } catch (StartupException e) {
                if (!PASSING.matcher(e.getMessage()).find() || System.nanoTime() > deadline) {
                    throw e;
                }
                Waiting.pause(RETRY_INTERVAL);
                orphan.stop();
            }
        }
    }

    private void watch() {
        Duration pause = WATCH_INTERVAL;
        while (!closed) {
            Waiting.pause(pause);
            pause = keepRunning() ? WATCH_INTERVAL : pause.plus(WATCH_INTERVAL);
        }
    }

    /** Whether the server runs, or runs again, on the port that is known. */
    private synchronized boolean keepRunning() {
        if (closed) {
            return true;
        }
        if (server.isAlive()) {
            end.renew();
            return true;
        }
        LOG.error("The embedded PostgreSQL has ended unexpectedly and is started again");
        try {
            orphan.stop();
            server = Postmaster.start(programs, cluster.directory(), log, end);
            return true;
        } catch (IOException | StartupException e) {
            LOG.error("The embedded PostgreSQL does not start again: {}", e.getMessage());
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** The log of the last start is kept beside the one of this start. */
    private static Path rotated(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    private static void requirePlainPath(Path directory) {
        if (SHELL_CHARACTERS.matcher(directory.toString()).find()) {
            throw new StartupException("data directory " + directory
                    + " has a character in its path that PostgreSQL's programs cannot take: \" $ ` or \\");
        }
    }

    private static @Nullable String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied for " + denied.getFile();
            case FileAlreadyExistsException file -> file.getFile() + " is not a directory";
            case FileSystemException failed
            when failed.getReason() != null -> failed.getReason() + " (" + failed.getFile() + ")";
            default -> e.getMessage();
        };
    }
}
