package dev.gatehouse.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.config.StartupException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.postgres.PostgresPlugin;

/**
 * The database as features use it: a bounded pool of connections whose statements end within 30 s and wait at most 10 s
 * for a lock. Thread-safe.
 */
public final class Database implements AutoCloseable {
    private static final int OLDEST_VERSION = 14;
    private static final String SESSION = """
            set statement_timeout = '30s'; \
            set lock_timeout = '10s'; \
            set idle_in_transaction_session_timeout = '60s'\
            """;

    private final DatabaseAddress address;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final ReachabilityProbe probe;

    private Database(DatabaseAddress address, HikariDataSource pool) {
        this.address = address;
        this.pool = pool;
        this.jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
        // Arguments may be secrets, and messages of exceptions end up in the log.
        this.jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        this.probe = new ReachabilityProbe(address);
    }

    /**
     * Connects.
     *
     * @param connections how many connections the pool holds at most
     * @param wait how long whoever needs one waits for it
     * @throws StartupException when the server cannot be reached within 3 s a host, refuses us, or is older than
     *     PostgreSQL 14
     */
    public static Database open(DatabaseAddress address, int connections, Duration wait) {
        try (Connection connection = Connections.open(address, Duration.ofSeconds(3))) {
            var server = connection.getMetaData();
            requireSupported(server.getDatabaseMajorVersion(), server.getDatabaseProductVersion());
        } catch (SQLException e) {
            throw new StartupException("the database at " + address + " cannot be used: " + Connections.reason(e));
        }
        return new Database(address, pool(address, connections, wait));
    }

    static void requireSupported(int majorVersion, String version) {
        if (majorVersion < OLDEST_VERSION) {
            throw new StartupException(
                    "the database is PostgreSQL " + version + "; Gatehouse needs " + OLDEST_VERSION + " or newer");
        }
    }

    private static HikariDataSource pool(DatabaseAddress address, int connections, Duration wait) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setDataSource(Connections.dataSource(address, Duration.ofSeconds(40)));
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(wait.toMillis());
        config.setKeepaliveTime(Duration.ofSeconds(30).toMillis());
        config.setValidationTimeout(Duration.ofSeconds(1).toMillis());
        config.setInitializationFailTimeout(-1);
        config.setConnectionInitSql(SESSION);
        return new HikariDataSource(config);
    }

    /**
     * Brings the schema to the version of this program; another process doing the same at the same time is waited for.
     *
     * @throws StartupException when a migration fails or the schema is not one this program knows
     */
    public void migrate() {
        Migrations.run(address, "classpath:db/migration");
    }

    /** Runs statements and transactions. */
    public Jdbi jdbi() {
        return jdbi;
    }

    public DatabaseAddress address() {
        return address;
    }

    /** Whether the server answers now; asks it over a connection of its own and takes at most about a second. */
    public boolean isReachable() {
        return probe.answers();
    }

    /** Closes all connections; closing twice does nothing. */
    @Override
    public void close() {
        probe.close();
        pool.close();
    }
}
