package dev.gatehouse.store.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of this process to its database, all of them to one server that takes writes: the newest tells which that
 * is, and those to another are ended. Else the changes could be heard from one server and what changed be read from another.
 * Thread-safe.
 */
public final class ServerConnections {
    private static final Logger LOG = LoggerFactory.getLogger(ServerConnections.class);

    private final Source source;
    private final DatabaseClock clock;
    private final Set<Connection> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable ServerIdentity server;
    private long timesReached;
    private volatile Runnable ended = () -> {};

    /** Opens connections, to whatever server is there. */
    @FunctionalInterface
    public interface Source {
        /** @param patience how long the server may be silent while it is opened, and for each host of several */
        Connection open(Duration patience) throws SQLException;
    }

    /** @param clock learns what time it is at the server, with each connection */
    public ServerConnections(Source source, DatabaseClock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Runs it whenever connections were ended from here. */
    void whenEnded(Runnable then) {
        ended = then;
    }

    /**
     * A new connection.
     *
     * @param patience how long the server may be silent while it is opened
     * @param answerTime how long it may be silent afterwards while we wait for an answer
     * @throws SQLException also where only a standby is there, or a server whose place another has taken
     */
    public Connection open(Duration patience, Duration answerTime) throws SQLException {
        Connection opened = source.open(patience);
        try {
            admit(opened, ServerIdentity.of(opened, clock));
            opened.setNetworkTimeout(Runnable::run, (int) answerTime.toMillis());
            return opened;
        } catch (SQLException | RuntimeException e) {
            abort(List.of(opened));
            throw e;
        }
    }

    private void admit(Connection opened, ServerIdentity reached) throws SQLException {
        if (isAnother(opened, reached)) {
            LOG.info("The database is on another server now; what led to the one before has ended");
            ended.run();
        }
    }

    private synchronized boolean isAnother(Connection opened, ServerIdentity reached) throws SQLException {
        ServerIdentity before = server;
        if (before != null && reached.isBehind(before)) {
            throw new SQLException(
                    "the server was the primary before another took its place", ServerIdentity.READ_ONLY);
        }
        boolean another = before != null && !before.equals(reached);
        if (another) {
            abortAll();
        }
        server = reached;
        open.removeIf(ServerConnections::isClosed);
        open.add(opened);
        timesReached++;
        return another;
    }

    /** How often a server was reached that takes writes. */
    synchronized long timesReached() {
        return timesReached;
    }

    /**
     * Ends all of them, and with them what waits for answers: the server does not give any. Where it was reached meanwhile,
     * by another of our threads, nothing is ended.
     *
     * @param reachedBefore what {@link #timesReached} said before it was tried in vain to reach it
     * @return whether they were ended
     */
    boolean cut(long reachedBefore) {
        synchronized (this) {
            if (timesReached != reachedBefore) {
                return false;
            }
            abortAll();
        }
        ended.run();
        return true;
    }

    /** The server processes at their other ends. */
    synchronized int[] processes() {
        return open.stream()
                .filter(connection -> !isClosed(connection))
                .mapToInt(ServerConnections::process)
                .toArray();
    }

    private void abortAll() {
        abort(open);
        open.clear();
    }

    /** In threads of their own: to say good-bye to a server that is silent can take as long as to wait for its answer. */
    private static void abort(Collection<Connection> connections) {
        for (Connection connection : connections) {
            try {
                connection.abort(Thread::startVirtualThread);
            } catch (SQLException e) {
                LOG.debug("A connection did not end: {}", e.getMessage());
            }
        }
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    private static int process(Connection connection) {
        try {
            return connection.unwrap(PGConnection.class).getBackendPID();
        } catch (SQLException e) {
            return 0;
        }
    }
}
