package dev.gatehouse.store.server;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Gives a pool its connections, as soon as any can be had. Thread-safe. */
public final class PoolSource implements DataSource, AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ServerConnections connections;
    private final Duration patience;
    private final Duration answerTime;
    private volatile @Nullable DatabaseFault told;
    private volatile boolean closed;

    /** @param patience and {@code answerTime} as for {@link ServerConnections#open} */
    public PoolSource(ServerConnections connections, Duration patience, Duration answerTime) {
        this.connections = connections;
        this.patience = patience;
        this.answerTime = answerTime;
    }

    @Override
    public Connection getConnection() throws SQLException {
        while (true) {
            try {
                Connection opened = connections.open(patience, answerTime);
                told = null;
                return opened;
            } catch (SQLException e) {
                tellOnce(e);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /**
     * A pool that is told of a failure pauses before it asks again, twice as long each time and at last for five seconds, which
     * is too long once the database is back. So it is told why it gets nothing, and from then on waits here.
     */
    private void tellOnce(SQLException failure) throws SQLException {
        DatabaseFault fault = DatabaseFault.of(failure).orElse(null);
        boolean mayPass = fault == DatabaseFault.AWAY || fault == DatabaseFault.READ_ONLY;
        if (closed || !mayPass || fault != told) {
            told = fault;
            throw failure;
        }
    }

    /** Whoever waits here gets nothing any more. */
    @Override
    public void close() {
        closed = true;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("who signs in is part of the address");
    }

    /** The pool asks for its own waiting time, in which not even two hosts could be tried. */
    @Override
    public void setLoginTimeout(int seconds) {}

    /** So long it waits for connections on their way when it closes. */
    @Override
    public int getLoginTimeout() {
        return (int) patience.toSeconds();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {}

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("there is no " + type.getName() + " in it");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
