package dev.gatehouse.store;

import dev.gatehouse.store.server.DatabaseFault;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the other processes that this one still exists: a session of the database holds an advisory lock on its id. The
 * lock goes with the process however it ends, but stays while it is merely stopped or slow, so that a process that is
 * dead can be told from one that may come back. A connection is kept only with the lock. Thread-safe.
 */
public final class InstanceLease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceLease.class);
    private static final Duration ANSWER_TIME = Duration.ofSeconds(3);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Database database;
    private final UUID id;
    private final Thread thread;
    private volatile @Nullable Connection connection;
    private volatile boolean closed;

    private InstanceLease(Database database, UUID id) {
        this.database = database;
        this.id = id;
        this.thread = Thread.ofPlatform().daemon().name("instance-lease").unstarted(this::stay);
    }

    /** Shows this process under a new id; when the database is away, as soon as it is back. */
    public static InstanceLease show(Database database) {
        InstanceLease lease = new InstanceLease(database, UUID.randomUUID());
        lease.appear();
        lease.thread.start();
        return lease;
    }

    /** This process. */
    public UUID id() {
        return id;
    }

    private void stay() {
        while (!closed) {
            Waiting.pause(PERIOD);
            if (!closed && !isThere()) {
                appear();
            }
        }
    }

    private boolean isThere() {
        Connection opened = connection;
        try {
            return opened != null && opened.isValid((int) ANSWER_TIME.toSeconds());
        } catch (SQLException e) {
            return false;
        }
    }

    private void appear() {
        try {
            leave();
            Connection opened = database.connect(ANSWER_TIME);
            try {
                hold(opened);
                connection = opened;
            } finally {
                if (connection != opened) {
                    opened.close();
                }
            }
        } catch (SQLException e) {
            LOG.debug("This process is not shown at present: {}", DatabaseFault.reason(e));
        }
    }

    /** Whoever looks whether this process is there has the lock for a moment, which is waited for. */
    private void hold(Connection opened) throws SQLException {
        try (Statement statement = opened.createStatement()) {
            statement.execute("set lock_timeout = '2s'");
        }
        try (PreparedStatement statement = opened.prepareStatement("select pg_advisory_lock(hashtextextended(?, 0))")) {
            statement.setString(1, id.toString());
            statement.execute();
        }
    }

    private void leave() throws SQLException {
        Connection opened = connection;
        connection = null;
        if (opened != null) {
            opened.close();
        }
    }

    /** Disappears; closing twice does nothing. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(ANSWER_TIME);
            leave();
        } catch (SQLException e) {
            LOG.debug("The connection of the instance lease did not close", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
