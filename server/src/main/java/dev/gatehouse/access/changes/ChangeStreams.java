package dev.gatehouse.access.changes;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.StreamingResponse;
import dev.gatehouse.store.ChangeFeed;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The streams of this process by which guards hear of changes. Thread-safe; touches memory only. */
public final class ChangeStreams implements AutoCloseable {
    private static final int MAX_PER_CLIENT = 20;

    private final Set<ChangeStream> open = ConcurrentHashMap.newKeySet();
    private final ChangeFeed changes;
    private final int most;
    private volatile boolean closed;

    /**
     * The topics of the change feed.
     *
     * @param services its keys are service ids
     * @param keys any change of it is one of the signing keys
     * @param subjects what tokens rest on, each with its kind: token, client or user
     */
    public record Topics(String services, String keys, Map<String, String> subjects) {}

    /** @param most streams at a time */
    public ChangeStreams(ChangeFeed changes, Topics topics, int most) {
        this.changes = changes;
        this.most = most;
        changes.subscribe(topics.services(), new Telling(id -> new GuardChange(GuardChange.Kind.SERVICE, null)));
        changes.subscribe(topics.keys(), new Telling(id -> new GuardChange(GuardChange.Kind.KEYS, null)));
        topics.subjects()
                .forEach((topic, kind) -> changes.subscribe(topic, new Telling(id -> GuardChange.ofSubject(kind, id))));
    }

    /** Tells every stream, but of a service only those of its guards. */
    private final class Telling implements ChangeFeed.Listener {
        private final Function<String, GuardChange> change;

        Telling(Function<String, GuardChange> change) {
            this.change = change;
        }

        @Override
        public void changed(String key) {
            if (open.isEmpty()) {
                return;
            }
            GuardChange told = change.apply(key);
            open.stream()
                    .filter(stream -> told.kind() != GuardChange.Kind.SERVICE
                            || stream.serviceId().equals(key))
                    .forEach(stream -> stream.tell(told));
        }

        @Override
        public void lost() {
            open.forEach(stream -> stream.tell(GuardChange.HEARING));
        }

        @Override
        public void unheard() {
            open.forEach(stream -> stream.tell(GuardChange.UNHEARD));
        }
    }

    /** @throws ApiException ERR12104 where the client, ERR12106 where this process has too many */
    StreamingResponse open(Caller caller, String serviceId) {
        if (closed || open.size() >= most) {
            throw ErrorCode.SERVER_BUSY.with(most + " streams of changes").withHeader("Retry-After", "5");
        }
        long own = open.stream()
                .filter(stream -> stream.clientId().equals(caller.clientId()))
                .count();
        if (own >= MAX_PER_CLIENT) {
            throw ErrorCode.TOO_MANY_REQUESTS
                    .with("client " + caller.clientId() + " has " + MAX_PER_CLIENT + " streams of changes open")
                    .withHeader("Retry-After", "5");
        }
        return new ChangeStream(this, caller.clientId(), serviceId);
    }

    /** Several may be let in at the same moment; the bound is held here. */
    boolean add(ChangeStream stream) {
        open.add(stream);
        boolean fits = !closed && open.size() <= most;
        if (!fits) {
            open.remove(stream);
        }
        return fits;
    }

    void remove(ChangeStream stream) {
        open.remove(stream);
    }

    /** What a stream begins with. */
    GuardChange first() {
        return changes.healthy() ? GuardChange.HEARING : GuardChange.UNHEARD;
    }

    /** Ends all streams; guards come back elsewhere, or later. */
    @Override
    public void close() {
        closed = true;
        open.forEach(ChangeStream::end);
    }
}
