package dev.gatehouse.store;

import dev.gatehouse.store.server.DatabaseFault;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.config.JdbiConfig;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every process what changed in the database. A change is announced in the transaction that makes it, so it is
 * heard if and only if it is committed; a listening connection that died is noticed within 5 s. It is heard from the server
 * that the database's pool reads from, or not at all. Thread-safe.
 */
public final class ChangeFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final String CHANNEL = "gatehouse_change";
    private static final String APPLICATION = "gatehouse change feed";
    private static final int MAX_PAYLOAD = 7999;
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration ANSWER_TIME = Duration.ofSeconds(3);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);

    /** Hears the changes of a topic; called by several threads, and must return soon. A change may be heard twice. */
    public interface Listener {
        /** The thing of this key was changed, created or removed. */
        void changed(String key);

        /** Changes may have been missed: anything may have changed. */
        void lost();

        /** Changes are missed from now on, until {@link #lost} says that they are heard again. */
        default void unheard() {
            lost();
        }
    }

    private final Database database;
    private final Map<String, List<Listener>> listeners = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile @Nullable Connection connection;
    private volatile boolean healthy;
    private volatile long unheardSince = System.nanoTime();
    private boolean missedSome;
    private volatile boolean closed;

    /** Begins to listen; it is healthy once it does, which does not take long when the database is there. */
    public ChangeFeed(Database database) {
        this.database = database;
        this.thread = Thread.ofPlatform().daemon().name("change-feed").start(this::run);
    }

    /**
     * Announces a change when, and only when, the handle's transaction commits.
     *
     * @param topic what kind of thing changed; without a colon
     * @param key which one; one too long for a notification announces the whole topic
     */
    public static void announce(Handle handle, String topic, String key) {
        String payload = topic + ":" + key;
        boolean fits = payload.getBytes(StandardCharsets.UTF_8).length <= MAX_PAYLOAD;
        notify(handle, fits ? payload : topic);
    }

    private static void notify(Handle handle, String payload) {
        handle.execute("select pg_notify(?, ?)", CHANNEL, payload);
        ChangeFeed own = handle.getConfig(OwnFeed.class).feed;
        if (own != null && handle.isInTransaction()) {
            handle.afterCommit(() -> own.deliver(payload));
        }
    }

    /** Hears what this process changes through {@code jdbi} as soon as it is committed: it reads what it wrote. */
    public void hearOwn(Jdbi jdbi) {
        jdbi.getConfig(OwnFeed.class).feed = this;
    }

    /** The feed of the process that a handle belongs to. */
    public static final class OwnFeed implements JdbiConfig<OwnFeed> {
        private volatile @Nullable ChangeFeed feed;

        @Override
        public OwnFeed createCopy() {
            OwnFeed copy = new OwnFeed();
            copy.feed = feed;
            return copy;
        }
    }

    /** How many processes hear the changes of this database. */
    public static int listening(Handle handle) {
        return handle.createQuery("""
                        select count(*) from pg_stat_activity
                         where datname = current_database() and application_name = :application
                        """)
                .bind("application", APPLICATION)
                .mapTo(Integer.class)
                .one();
    }

    /** Calls the listener for each change of the topic from now on. */
    public void subscribe(String topic, Listener listener) {
        if (topic.contains(":")) {
            throw new IllegalArgumentException("topic with a colon: " + topic);
        }
        listeners.computeIfAbsent(topic, _ -> new CopyOnWriteArrayList<>()).add(listener);
    }

    /** Whether every change is heard at present. While it is not, nothing remembered can be trusted. */
    public boolean healthy() {
        return healthy;
    }

    /** Whether every change is heard at present, or was until no longer ago than this. Never blocks. */
    public boolean heardWithin(Duration time) {
        return healthy || System.nanoTime() - unheardSince < time.toNanos();
    }

    private void run() {
        GrowingPause pause = new GrowingPause(FIRST_PAUSE, MAX_PAUSE);
        while (!closed) {
            try (Connection opened = database.connect(ANSWER_TIME)) {
                connection = opened;
                listen(opened);
                pause.reset();
                hear(opened.unwrap(PGConnection.class), opened);
            } catch (SQLException e) {
                report(e);
            }
            stopTrusting();
            Waiting.pause(pause.next());
        }
    }

    /** What changed between the loss and now is unknown, so everything is dropped once more before it is kept again. */
    private void listen(Connection opened) throws SQLException {
        try (var statement = opened.createStatement()) {
            statement.execute("set application_name = '" + APPLICATION + "'; listen " + CHANNEL);
        }
        tellAll(Listener::lost);
        healthy = true;
        if (missedSome) {
            LOG.info("Changes are heard again");
        }
    }

    private void hear(PGConnection notifications, Connection opened) throws SQLException {
        while (!closed) {
            PGNotification[] heard = notifications.getNotifications((int) QUIET.toMillis());
            if (heard == null || heard.length == 0) {
                askForLife(opened);
                continue;
            }
            for (PGNotification notification : heard) {
                deliver(notification.getParameter());
            }
        }
    }

    private static void askForLife(Connection opened) throws SQLException {
        try (var statement = opened.createStatement()) {
            statement.execute("select 1");
        }
    }

    private void deliver(String payload) {
        int colon = payload.indexOf(':');
        String topic = colon < 0 ? payload : payload.substring(0, colon);
        for (Listener listener : listeners.getOrDefault(topic, List.of())) {
            tell(listener, colon < 0 ? Listener::lost : hearing -> hearing.changed(payload.substring(colon + 1)));
        }
    }

    private void stopTrusting() {
        if (healthy) {
            unheardSince = System.nanoTime();
            healthy = false;
            missedSome = true;
            tellAll(Listener::unheard);
        }
    }

    private void tellAll(Consumer<Listener> message) {
        listeners.values().forEach(ofTopic -> ofTopic.forEach(listener -> tell(listener, message)));
    }

    private static void tell(Listener listener, Consumer<Listener> message) {
        try {
            message.accept(listener);
        } catch (RuntimeException e) {
            LOG.error("A listener failed on a change", e);
        }
    }

    private void report(SQLException failure) {
        if (healthy && !closed) {
            LOG.warn("Changes are not heard at present: {}", DatabaseFault.reason(failure));
        }
    }

    /** Stops listening; closing twice does nothing. */
    @Override
    public void close() {
        closed = true;
        try {
            if (connection != null) {
                connection.abort(Runnable::run);
            }
            thread.interrupt();
            thread.join(ANSWER_TIME);
        } catch (SQLException e) {
            LOG.debug("The listening connection did not close", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
