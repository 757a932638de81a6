package dev.gatehouse.access.changes;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.StreamingResponse;
import dev.gatehouse.store.ChangeFeed;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The streams of this process by which guards hear of changes. Thread-safe. */
public final class ChangeStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeStreams.class);
    private static final int MAX_PER_CLIENT = 20;

    /** Of a user with more, it is told that anything may have changed. */
    private static final int MAX_CLIENTS = 200;

    /** Reads at a time, so that requests find connections to the database too. */
    private static final int DATABASE_TURNS = 2;

    private final Set<ChangeStream> open = ConcurrentHashMap.newKeySet();
    private final Semaphore turns = new Semaphore(DATABASE_TURNS);
    private final ChangeFeed changes;
    private final Owners owners;
    private final int most;
    private volatile boolean closed;

    /**
     * The topics of the change feed.
     *
     * @param services its keys are service ids
     * @param keys any change of it is one of the signing keys
     * @param tokens its keys are ids of revoked tokens, and of what tokens came from
     * @param clients its keys are client ids
     * @param users its keys are user ids
     */
    public record Topics(String services, String keys, String tokens, String clients, String users) {}

    /** Who owns clients. Implementations are thread-safe and may block. */
    @FunctionalInterface
    public interface Owners {
        /** The ids of some of the clients that a user owns. */
        List<String> clientsOf(String userId, int most);
    }

    /** @param most streams at a time */
    public ChangeStreams(ChangeFeed changes, Topics topics, Owners owners, int most) {
        this.changes = changes;
        this.owners = owners;
        this.most = most;
        changes.subscribe(topics.services(), new Telling(id -> new GuardChange(GuardChange.Kind.SERVICE, null)));
        changes.subscribe(topics.keys(), new Telling(id -> new GuardChange(GuardChange.Kind.KEYS, null)));
        changes.subscribe(topics.tokens(), new Telling(id -> GuardChange.ofSubject("token", id)));
        changes.subscribe(topics.clients(), new Telling(ChangeStreams::ofClient));
        changes.subscribe(topics.users(), new Telling(id -> GuardChange.ofSubject("user", id)));
        changes.subscribe(topics.users(), new OfOwners());
    }

    private static GuardChange ofClient(String id) {
        return GuardChange.ofSubject("client", id);
    }

    /** Tokens of a client do not name its owner, with whom they end. */
    private final class OfOwners implements ChangeFeed.Listener {
        @Override
        public void changed(String userId) {
            if (!open.isEmpty()) {
                Thread.ofVirtual()
                        .name("changes-of-owners")
                        .start(() -> clientsOf(userId).forEach(ChangeStreams.this::tell));
            }
        }

        @Override
        public void lost() {
            // The other listener tells.
        }
    }

    /** Where it cannot be told which they are, everything may have changed. */
    private List<GuardChange> clientsOf(String userId) {
        turns.acquireUninterruptibly();
        try {
            List<String> clients = owners.clientsOf(userId, MAX_CLIENTS);
            return clients.size() < MAX_CLIENTS
                    ? clients.stream().map(ChangeStreams::ofClient).toList()
                    : List.of(first());
        } catch (RuntimeException e) {
            LOG.debug("it cannot be told which clients a user owns who changed: {}", e.toString());
            return List.of(first());
        } finally {
            turns.release();
        }
    }

    private void tell(GuardChange change) {
        open.forEach(stream -> stream.tell(change));
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
            tell(GuardChange.HEARING);
        }

        @Override
        public void unheard() {
            tell(GuardChange.UNHEARD);
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
