package dev.gatehouse.store.server;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether a request could write now, by writing over a connection of the pool that requests use. Thread-safe: while one
 * thread asks, others get the answer before.
 */
public final class WriteCheck {
    private static final Logger LOG = LoggerFactory.getLogger(WriteCheck.class);
    private static final String WITHIN = "set local statement_timeout = '2s'; set local work_mem = '64kB'";

    /** For the commit, to which that time does not apply: it may wait for a synchronous standby. */
    private static final int ANSWER_MILLIS = 3000;

    /** What does not fit into its memory goes to a file, for which there has to be room. */
    private static final String USE_DISK = "select count(*) from generate_series(1, 20000)";

    /** A record of the write-ahead log that means nothing to anybody: a write without a row. */
    private static final String WRITE = "select pg_logical_emit_message(true, 'gatehouse', 'can be written')";

    private final HikariDataSource pool;
    private final DatabaseFaults faults;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable DatabaseFault lastAnswer;

    public WriteCheck(HikariDataSource pool, DatabaseFaults faults) {
        this.pool = pool;
        this.faults = faults;
    }

    /** What stands in the way; empty where nothing does. Takes a few seconds at most. */
    public Optional<DatabaseFault> fault() {
        if (faults.isAway()) {
            return Optional.of(DatabaseFault.AWAY);
        }
        if (asking.tryLock()) {
            try {
                lastAnswer = ask().orElse(null);
            } finally {
                asking.unlock();
            }
        }
        return Optional.ofNullable(lastAnswer);
    }

    private Optional<DatabaseFault> ask() {
        Optional<DatabaseFault> met = faults.metByWrites();
        return met.isPresent() || isAllInUse() ? met : tryIt();
    }

    /** Then requests do what we would do. Others may wait, but that is load and no fault. */
    private boolean isAllInUse() {
        HikariPoolMXBean now = pool.getHikariPoolMXBean();
        return now.getIdleConnections() == 0
                && now.getTotalConnections() > 0
                && now.getActiveConnections() >= now.getTotalConnections();
    }

    private Optional<DatabaseFault> tryIt() {
        try (Connection connection = pool.getConnection()) {
            write(connection);
            faults.over();
            return Optional.empty();
        } catch (SQLException e) {
            Optional<DatabaseFault> fault = DatabaseFault.of(e)
                    .filter(what -> what != DatabaseFault.BUSY)
                    .map(what -> isSlow(e) ? DatabaseFault.TIMED_OUT : what);
            fault.ifPresentOrElse(
                    what -> met(what, e), () -> LOG.debug("It is not known whether a write works: {}", e.getMessage()));
            return fault;
        }
    }

    /** A server that is there, as far as is known, and does not answer in time. */
    private boolean isSlow(SQLException failure) {
        return failure.getCause() instanceof SocketTimeoutException && !faults.isAway();
    }

    /** Waits for what is under way, and begins nothing more: the connections are about to be closed. */
    void end(Duration atMost) throws InterruptedException {
        if (!asking.tryLock(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.debug("The database is still being asked");
        }
    }

    private void met(DatabaseFault fault, SQLException failure) {
        faults.met(fault, DatabaseFault.reason(failure));
        if (fault == DatabaseFault.READ_ONLY) {
            // Sessions that may write nothing stay so, while new ones may be let.
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    private static void write(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(WITHIN);
            if (isReadOnly(statement)) {
                throw new SQLException("transactions are read-only there", ServerIdentity.READ_ONLY);
            }
            statement.execute(USE_DISK);
            statement.execute(WRITE);
        }
        connection.commit();
    }

    private static boolean isReadOnly(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("show transaction_read_only")) {
            return row.next() && row.getString(1).equals("on");
        }
    }
}
