package dev.gatehouse.testing;

import dev.gatehouse.store.Database;
import dev.gatehouse.store.DatabaseAddress;
import dev.gatehouse.store.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** PostgreSQL databases for tests: one server per JVM, gone with it. Thread-safe. */
public final class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final class Migrated {
        static final DatabaseAddress TEMPLATE = migrated();
    }

    private TestDatabase() {}

    /** A fresh database with our schema and nothing in it. */
    public static DatabaseAddress create() {
        return copyOf(Migrated.TEMPLATE);
    }

    /** A fresh database without a schema. */
    public static DatabaseAddress createEmpty() {
        return copy("template0");
    }

    /** A fresh database with everything that is in one that nobody connects to any more. */
    static DatabaseAddress copyOf(DatabaseAddress template) {
        return copy(template.jdbcUrl().replaceFirst("^.*/(\\w+)\\?.*$", "$1"));
    }

    private static DatabaseAddress migrated() {
        DatabaseAddress empty = createEmpty();
        try (Database database = open(empty, 1)) {
            database.migrate();
        }
        return empty;
    }

    private static DatabaseAddress copy(String template) {
        String name = "test_" + COUNT.incrementAndGet();
        try (Connection connection = connect(Server.RUNNING.address());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template + " strategy file_copy");
        } catch (SQLException e) {
            throw new IllegalStateException("no test database", e);
        }
        DatabaseAddress server = Server.RUNNING.address();
        return new DatabaseAddress(
                server.jdbcUrl().replace("/gatehouse?", "/" + name + "?connectTimeout=300&"),
                server.user(),
                server.password());
    }

    /** Opened as the server does it, but for a machine that is busy. */
    public static Database open(DatabaseAddress address, int connections) {
        return Database.open(address, connections, Duration.ofMinutes(5));
    }

    /** A plain connection, outside of any pool. */
    public static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    /** Where the build keeps the unpacked programs, so that they are unpacked once. */
    public static Path installations() {
        String root = System.getProperty("gatehouse.root");
        return root == null ? Path.of("target").toAbsolutePath() : Path.of(root, "server", "target");
    }

    /** Starts when the first test asks. */
    private static final class Server {
        private static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                Path directory = Files.createTempDirectory("gatehouse-test");
                PreparedCluster.into(directory);
                EmbeddedPostgres server =
                        EmbeddedPostgres.start(directory, new EmbeddedPostgres.Options(false, installations(), 1000));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, directory)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(EmbeddedPostgres server, Path directory) {
            server.close();
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException | UncheckedIOException e) {
                // The system clears its temporary directory.
            }
        }
    }
}
