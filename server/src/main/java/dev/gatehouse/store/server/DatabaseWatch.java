package dev.gatehouse.store.server;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database once a second, over a connection of its own, whether it is there and what time it is. When it is silent,
 * or gone, whatever waits for its answers is ended, instead of waiting for as long as a statement may take. Thread-safe.
 */
public final class DatabaseWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** After so long it connects anew, since the address may lead to another server meanwhile. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private static final Duration CLOSING_TIME = Duration.ofSeconds(5);

    private final ServerConnections servers;
    private final DatabaseClock clock;
    private final DatabaseFaults faults;
    private final WriteCheck writes;
    private final HikariDataSource pool;
    private final Duration patience;
    private final Thread thread;
    private @Nullable Connection connection;
    private long connected = System.nanoTime();
    private volatile boolean closed;

    /**
     * @param first to begin with; closed by this
     * @param patience how long the server may be silent; then it gets as long again to take a new connection
     */
    public DatabaseWatch(
            ServerConnections servers,
            DatabaseClock clock,
            DatabaseFaults faults,
            WriteCheck writes,
            HikariDataSource pool,
            Connection first,
            Duration patience) {
        this.servers = servers;
        this.clock = clock;
        this.faults = faults;
        this.writes = writes;
        this.pool = pool;
        this.connection = first;
        this.patience = patience;
        servers.whenEnded(() -> pool.getHikariPoolMXBean().softEvictConnections());
        this.thread = Thread.ofPlatform().daemon().name("database-watch").start(this::run);
    }

    private void run() {
        while (!closed) {
            look();
            LockSupport.parkNanos(PERIOD.toNanos());
        }
        disconnect();
    }

    private void look() {
        if (!answers() || System.nanoTime() - connected > LOOK_AGAIN.toNanos()) {
            connect();
        }
        if (faults.isOut() && !faults.isAway()) {
            // In a thread of its own: what asks over the pool may have to be ended from here.
            Thread.startVirtualThread(writes::fault);
        }
    }

    private boolean answers() {
        Connection asked = connection;
        if (asked == null) {
            return false;
        }
        try {
            clock.ask(asked);
            faults.behindBusy(waitsForLocks(asked) ? DatabaseFault.LOCKED : null);
            return true;
        } catch (SQLException e) {
            disconnect();
            return false;
        }
    }

    private void connect() {
        long reachedBefore = servers.timesReached();
        try {
            Connection opened = servers.open(patience, patience);
            disconnect();
            connection = opened;
            connected = System.nanoTime();
            faults.behindBusy(null);
        } catch (SQLException e) {
            if (connection == null && !closed) {
                notReached(DatabaseFault.of(e).orElse(DatabaseFault.AWAY), e, reachedBefore);
            }
        }
    }

    /**
     * A server that refuses one more connection, or a standby in its place, does not end what the others do; nor does one that was
     * reached while we failed, as a standby is that is promoted at that moment.
     */
    private void notReached(DatabaseFault fault, SQLException reason, long reachedBefore) {
        boolean away = fault == DatabaseFault.AWAY && servers.cut(reachedBefore);
        faults.behindBusy(away ? fault : null);
        if (away || fault != DatabaseFault.AWAY) {
            faults.met(fault, DatabaseFault.reason(reason));
        }
    }

    /** Whether those who wait for a connection wait for what others have locked. */
    private boolean waitsForLocks(Connection asked) throws SQLException {
        if (pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 0) {
            return false;
        }
        try (PreparedStatement statement = asked.prepareStatement("""
                select exists (select from pg_stat_activity where pid = any(?) and wait_event_type = 'Lock')
                """)) {
            statement.setObject(1, servers.processes());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private void disconnect() {
        try {
            if (connection != null) {
                connection.abort(Thread::startVirtualThread);
            }
        } catch (SQLException e) {
            LOG.debug("The connection of the watch did not end: {}", e.getMessage());
        }
        connection = null;
    }

    /** Stops looking; closing twice does nothing. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSING_TIME);
            writes.end(CLOSING_TIME);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
