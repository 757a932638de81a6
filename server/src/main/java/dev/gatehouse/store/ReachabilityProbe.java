package dev.gatehouse.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server whether it is there, over a connection of its own so that a busy pool does not look like a dead
 * server. Thread-safe: while one thread asks, others get the answer before.
 */
final class ReachabilityProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final DatabaseAddress address;
    private final ReentrantLock asking = new ReentrantLock();
    private @Nullable Connection connection;
    private volatile boolean lastAnswer = true;

    ReachabilityProbe(DatabaseAddress address) {
        this.address = address;
    }

    boolean answers() {
        if (asking.tryLock()) {
            try {
                lastAnswer = ask();
            } finally {
                asking.unlock();
            }
        }
        return lastAnswer;
    }

    /** A connection that broke meanwhile gets a second try, unless the server let us wait already. */
    private boolean ask() {
        long start = System.nanoTime();
        if (isAlive()) {
            return true;
        }
        disconnect();
        return System.nanoTime() - start < PATIENCE.toNanos() / 2 && connect();
    }

    private boolean isAlive() {
        try {
            return connection != null && connection.isValid((int) PATIENCE.toSeconds());
        } catch (SQLException e) {
            return false;
        }
    }

    private boolean connect() {
        try {
            var source = Connections.dataSource(address, PATIENCE);
            source.setConnectTimeout((int) PATIENCE.toSeconds());
            source.setLoginTimeout((int) PATIENCE.toSeconds());
            connection = source.getConnection();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private void disconnect() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // It was broken already.
        }
        connection = null;
    }

    @Override
    public void close() {
        asking.lock();
        try {
            disconnect();
        } finally {
            asking.unlock();
        }
    }
}
