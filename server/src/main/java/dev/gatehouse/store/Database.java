package dev.gatehouse.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.gatehouse.config.StartupException;
import dev.gatehouse.store.server.DatabaseClock;
import dev.gatehouse.store.server.DatabaseFault;
import dev.gatehouse.store.server.DatabaseFaults;
import dev.gatehouse.store.server.DatabaseWatch;
import dev.gatehouse.store.server.PoolSource;
import dev.gatehouse.store.server.ServerConnections;
import dev.gatehouse.store.server.WriteCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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

    private static final Duration MIN_CONNECTING = Duration.ofSeconds(3);
    private static final Duration MIN_SILENCE = Duration.ofSeconds(1);

    /** A little longer than any statement may take, so that it is the server that ends one, and says why. */
    static final Duration ANSWER_TIME = Duration.ofSeconds(33);

    private final DatabaseAddress address;
    private final DatabaseClock clock;
    private final ServerConnections servers;
    private final PoolSource source;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final DatabaseFaults faults = new DatabaseFaults(System::nanoTime);
    private final WriteCheck writes;
    private final DatabaseWatch watch;

    private Database(
            DatabaseAddress address,
            DatabaseClock clock,
            ServerConnections servers,
            Connection first,
            PoolSource source,
            int connections,
            Duration wait) {
        this.address = address;
        this.clock = clock;
        this.servers = servers;
        this.source = source;
        this.pool = pool(source, connections, wait);
        this.jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
        // Arguments may be secrets, and messages of exceptions end up in the log.
        this.jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        this.writes = new WriteCheck(servers, pool, faults, wait);
        this.watch = new DatabaseWatch(servers, clock, faults, writes, pool, first, silence(wait));
    }

    /**
     * Connects.
     *
     * @param connections how many connections the pool holds at most
     * @param wait how long whoever needs one waits for it; a third of it is how long the server may be silent
     * @throws StartupException when the server cannot be reached within that time and 3 s a host, refuses us, takes no writes, or is older
     *     than PostgreSQL 14
     */
    public static Database open(DatabaseAddress address, int connections, Duration wait) {
        DatabaseClock clock = new DatabaseClock();
        ServerConnections servers = new ServerConnections(patience -> Connections.open(address, patience), clock);
        try {
            Connection first = servers.open(connecting(wait), silence(wait));
            requireSupported(first);
            PoolSource source = new PoolSource(servers, connecting(wait), ANSWER_TIME);
            return new Database(address, clock, servers, first, source, connections, wait);
        } catch (SQLException e) {
            throw new StartupException("the database at " + address + " cannot be used: " + DatabaseFault.reason(e));
        }
    }

    private static Duration connecting(Duration wait) {
        return longer(wait, MIN_CONNECTING);
    }

    private static Duration silence(Duration wait) {
        return longer(wait.dividedBy(3), MIN_SILENCE);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static void requireSupported(Connection connection) throws SQLException {
        try {
            var server = connection.getMetaData();
            requireSupported(server.getDatabaseMajorVersion(), server.getDatabaseProductVersion());
        } catch (SQLException | StartupException e) {
            connection.close();
            throw e;
        }
    }

    static void requireSupported(int majorVersion, String version) {
        if (majorVersion < OLDEST_VERSION) {
            throw new StartupException(
                    "the database is PostgreSQL " + version + "; Gatehouse needs " + OLDEST_VERSION + " or newer");
        }
    }

    private static HikariDataSource pool(PoolSource source, int connections, Duration wait) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setDataSource(source);
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(wait.toMillis());
        config.setKeepaliveTime(Duration.ofSeconds(30).toMillis());
        config.setValidationTimeout(Duration.ofSeconds(1).toMillis());
        config.setInitializationFailTimeout(-1);
        config.setConnectionInitSql(SESSION);
        config.setExceptionOverride(new Evicting());
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

    /** What time it is at the server: the one clock for what is stored and what is compared with it. */
    public Clock clock() {
        return clock;
    }

    /** The answers to requests that meet something wrong with the database. */
    public DatabaseFaults faults() {
        return faults;
    }

    /**
     * What keeps requests from writing now; empty where nothing does. It writes over a connection of theirs, and takes a few
     * seconds at most.
     */
    public Optional<DatabaseFault> fault() {
        return writes.fault();
    }

    /**
     * A connection beside the pool, to the same server.
     *
     * @param answerTime how long the server may be silent
     */
    Connection connect(Duration answerTime) throws SQLException {
        return servers.open(answerTime, answerTime);
    }

    /** Closes all connections; closing twice does nothing. */
    @Override
    public void close() {
        watch.close();
        source.close();
        pool.close();
    }

    /** A session that was told to write nothing stays so, while a new one may write. */
    private static final class Evicting implements SQLExceptionOverride {
        @java.lang.Override
        public Override adjudicate(SQLException failure) {
            return DatabaseFault.of(failure)
                            .filter(DatabaseFault.READ_ONLY::equals)
                            .isPresent()
                    ? Override.MUST_EVICT
                    : Override.CONTINUE_EVICT;
        }
    }
}
