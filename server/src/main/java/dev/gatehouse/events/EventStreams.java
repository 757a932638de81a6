package dev.gatehouse.events;

import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.StreamingResponse;
import dev.gatehouse.http.stream.OpenStreams;
import dev.gatehouse.store.ChangeFeed;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The streams of this process. One is read for only when there are new events that it is about and its client has taken what was
 * sent, so that neither silence nor slowness costs anything. Thread-safe.
 */
public final class EventStreams implements AutoCloseable {
    /** Reads at a time, so that requests find connections to the database too. */
    private static final int DATABASE_TURNS = 2;

    /** The most events read at once. */
    static final int PAGE = 100;

    private final Jdbi jdbi;
    private final EventStore store = new EventStore();
    private final OpenStreams<EventStream> open;
    private final Semaphore turns = new Semaphore(DATABASE_TURNS);
    private volatile boolean closed;

    /** @param most streams at a time */
    public EventStreams(Jdbi jdbi, ChangeFeed changes, int most) {
        this.jdbi = jdbi;
        this.open = new OpenStreams<>("event streams", most);
        changes.subscribe(
                EventStore.PUBLISHED,
                waking((hearing, key) -> hearing.connections().isOf(key)));
        changes.subscribe(EventStore.HEARD, waking(Hearing::isHeardBy));
    }

    private ChangeFeed.Listener waking(BiPredicate<Hearing, String> isAbout) {
        return new ChangeFeed.Listener() {
            @Override
            public void changed(String key) {
                wake(stream -> isAbout.test(stream.hearing(), key));
            }

            @Override
            public void lost() {
                wake(stream -> true);
            }
        };
    }

    private void wake(Predicate<EventStream> which) {
        open.all().filter(which).forEach(EventStream::wake);
    }

    /**
     * A stream of what happens to connections: those to the caller's connectors, for an administrator everybody's.
     *
     * @param after the place to go on from; null for what is new from now on
     * @throws dev.gatehouse.api.ApiException ERR11620 for a client that acts for a person, ERR12104 where the client,
     *     ERR12106 where this process has too many
     */
    StreamingResponse openOfConnections(Caller caller, @Nullable Long after) {
        if (caller.forUser() && !caller.isAdministrator()) {
            throw ErrorCode.PERMISSION_DENIED.with("Events are for a connector's client by itself");
        }
        return open(caller, new Hearing(connections(caller), null, EventType.ofConnections()), after);
    }

    /**
     * A stream of everything that the caller hears: what happens to connections to its connectors, but not where it acts for
     * a person, and what its user hears of the rest; an administrator everything.
     *
     * @throws dev.gatehouse.api.ApiException as for {@link #openOfConnections}, and ERR11620 for types beyond the token
     */
    StreamingResponse open(Caller caller, List<String> types, @Nullable Long after) {
        EventType.require(caller, types);
        boolean person = caller.forUser() && !caller.isAdministrator();
        String hearer = caller.isAdministrator() ? Hearing.ADMINISTRATORS : caller.userId();
        return open(caller, new Hearing(person ? Hearing.Connections.NONE : connections(caller), hearer, types), after);
    }

    private static Hearing.Connections connections(Caller caller) {
        return new Hearing.Connections(true, caller.isAdministrator() ? null : caller.clientId());
    }

    private StreamingResponse open(Caller caller, Hearing hearing, @Nullable Long after) {
        return open.open(caller, () -> {
            long last = jdbi.withHandle(store::last);
            // A place that is not there yet would keep a client waiting for long.
            return new EventStream(this, hearing, after == null ? last : Math.min(after, last));
        });
    }

    public int count() {
        return open.count();
    }

    void inBackground(Runnable work) {
        if (!closed) {
            Thread.ofVirtual().name("event-stream").start(work);
        }
    }

    /**
     * What was read.
     *
     * @param reached a place up to which nothing more is to be heard
     */
    record Batch(List<Event> events, long reached) {}

    /** The next events behind a place. */
    Batch read(Hearing hearing, long after) {
        turns.acquireUninterruptibly();
        try {
            return jdbi.withHandle(handle -> {
                // Read first: whatever has a place up to this one can be read from now on.
                long last = store.last(handle);
                List<Event> events = store.after(handle, hearing, after, PAGE);
                long read = events.isEmpty() ? after : events.getLast().place();
                return new Batch(events, events.size() == PAGE ? read : Math.max(read, last));
            });
        } finally {
            turns.release();
        }
    }

    /** Ends all streams; their clients come back elsewhere, or later. */
    @Override
    public void close() {
        closed = true;
        open.close();
    }
}
