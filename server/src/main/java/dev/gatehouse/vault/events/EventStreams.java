package dev.gatehouse.vault.events;

import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.StreamingResponse;
import dev.gatehouse.store.ChangeFeed;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The streams of this process. One is read for only when its registrant has new events and its client has taken what was
 * sent, so that neither silence nor slowness costs anything. Thread-safe.
 */
public final class EventStreams implements AutoCloseable {
    private static final int MAX_PER_CLIENT = 20;

    /** Reads at a time, so that requests find connections to the database too. */
    private static final int DATABASE_TURNS = 2;

    /** The most events read at once. */
    static final int PAGE = 100;

    private final Jdbi jdbi;
    private final int most;
    private final EventStore store = new EventStore();
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final Semaphore turns = new Semaphore(DATABASE_TURNS);
    private volatile boolean closed;

    /** @param most streams at a time */
    public EventStreams(Jdbi jdbi, ChangeFeed changes, int most) {
        this.jdbi = jdbi;
        this.most = most;
        changes.subscribe(EventStore.PUBLISHED, new ChangeFeed.Listener() {
            @Override
            public void changed(String registrant) {
                wake(stream -> stream.isAbout(registrant));
            }

            @Override
            public void lost() {
                wake(stream -> true);
            }
        });
    }

    private void wake(Predicate<EventStream> which) {
        open.stream().filter(which).forEach(EventStream::wake);
    }

    /**
     * A stream of the caller's events.
     *
     * @param after the place to go on from; null for what is new from now on
     * @throws dev.gatehouse.api.ApiException ERR11620 for a client that acts for a person, ERR12104 where the client,
     *     ERR12106 where this process has too many
     */
    StreamingResponse open(Caller caller, @Nullable Long after) {
        if (caller.forUser() && !caller.isAdministrator()) {
            throw ErrorCode.PERMISSION_DENIED.with("Events are for a connector's client by itself");
        }
        if (closed || open.size() >= most) {
            throw ErrorCode.SERVER_BUSY.with(most + " event streams").withHeader("Retry-After", "5");
        }
        requireFewOf(caller.clientId());
        String registrant = caller.isAdministrator() ? null : caller.clientId();
        long last = jdbi.withHandle(store::last);
        // A place that is not there yet would keep a client waiting for long.
        return new EventStream(this, caller.clientId(), registrant, after == null ? last : Math.min(after, last));
    }

    private void requireFewOf(String clientId) {
        long own = open.stream()
                .filter(stream -> stream.clientId().equals(clientId))
                .count();
        if (own >= MAX_PER_CLIENT) {
            throw ErrorCode.TOO_MANY_REQUESTS
                    .with("client " + clientId + " has " + MAX_PER_CLIENT + " event streams open")
                    .withHeader("Retry-After", "5");
        }
    }

    /** Several may be let in at the same moment; the bound is held here. */
    boolean add(EventStream stream) {
        open.add(stream);
        boolean fits = !closed && open.size() <= most;
        if (!fits) {
            open.remove(stream);
        }
        return fits;
    }

    void remove(EventStream stream) {
        open.remove(stream);
    }

    public int count() {
        return open.size();
    }

    void inBackground(Runnable work) {
        if (!closed) {
            Thread.ofVirtual().name("event-stream").start(work);
        }
    }

    /** The next events of a registrant; null for everybody's. */
    List<ConnectionEvent> read(@Nullable String registrant, long after) {
        turns.acquireUninterruptibly();
        try {
            return jdbi.withHandle(handle -> store.after(handle, registrant, after, PAGE));
        } finally {
            turns.release();
        }
    }

    /** Ends all streams; their clients come back elsewhere, or later. */
    @Override
    public void close() {
        closed = true;
        open.forEach(EventStream::end);
    }
}
