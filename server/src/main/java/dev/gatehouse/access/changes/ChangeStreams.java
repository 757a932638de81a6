package dev.gatehouse.access.changes;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.http.StreamingResponse;
import dev.gatehouse.http.stream.OpenStreams;
import dev.gatehouse.store.ChangeFeed;
import java.util.List;
import java.util.function.Function;

/** The streams of this process by which guards hear of changes. Thread-safe. */
public final class ChangeStreams implements AutoCloseable {
    /** Of a user with more, it is told that anything may have changed. */
    private static final int MAX_CLIENTS = 200;

    private final OpenStreams<ChangeStream> open;
    private final ChangeFeed changes;
    private final Owners owners;
    private final ChangedOwners changedOwners;

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
        this.open = new OpenStreams<>("streams of changes", most);
        this.changedOwners = new ChangedOwners(this::tellClientsOf, () -> tell(first()));
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
                changedOwners.add(userId);
            }
        }

        @Override
        public void lost() {
            // The other listener tells.
        }
    }

    private void tellClientsOf(String userId) {
        List<String> clients = owners.clientsOf(userId, MAX_CLIENTS);
        if (clients.size() < MAX_CLIENTS) {
            clients.forEach(id -> tell(ofClient(id)));
        } else {
            tell(first());
        }
    }

    private void tell(GuardChange change) {
        open.all().forEach(stream -> stream.tell(change));
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
            open.all()
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
        return open.open(caller, () -> new ChangeStream(serviceId, this::first));
    }

    /** What a stream begins with. */
    private GuardChange first() {
        return changes.healthy() ? GuardChange.HEARING : GuardChange.UNHEARD;
    }

    /** Ends all streams; guards come back elsewhere, or later. */
    @Override
    public void close() {
        open.close();
    }
}
