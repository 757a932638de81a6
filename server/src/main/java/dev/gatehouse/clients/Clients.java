package dev.gatehouse.clients;

import dev.gatehouse.api.Timestamps;
import dev.gatehouse.authority.ClientAuthority;
import dev.gatehouse.authority.MembershipStore;
import dev.gatehouse.clients.scope.ScopesNow;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.store.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What the rest of the server needs to know of clients: who they are and what they may ask for. Thread-safe. */
public final class Clients {
    /** The topic under which changes of clients are announced; its keys are client ids. */
    public static final String TOPIC = "client";

    private static final byte[] NO_SECRET = new byte[32];

    private final Jdbi jdbi;
    private final Clock clock;
    private final ClientStore store = new ClientStore();
    private final SecretStore secrets = new SecretStore();
    private final ClientAuthority authority = new ClientAuthority();

    public Clients(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Adds a client with a secret in the running transaction, unchecked and without an audit row. */
    public void create(Handle handle, Client client, SecretValue secret) {
        Instant now = Times.now(clock);
        store.insert(handle, new ClientStore.Registered(client.with(new Timestamps(now, now)), secret.hash(), null));
    }

    public Optional<Client> find(String clientId) {
        return jdbi.withHandle(handle -> store.find(handle, clientId)).map(ClientStore.Registered::client);
    }

    /** The client, unless its owner is disabled: nobody gets anything by it then. */
    public Optional<Client> findServed(String clientId) {
        return jdbi.withHandle(handle -> store.findServed(handle, clientId)).map(ClientStore.Registered::client);
    }

    /**
     * The client, if the secret is its own or one that was replaced and still works; a wrong id takes as long as a wrong
     * secret, and one whose owner is disabled counts as wrong.
     */
    public Optional<Client> authenticate(String clientId, SecretValue secret) {
        return jdbi.withHandle(handle -> {
            Optional<ClientStore.Registered> found = store.findServed(handle, clientId);
            byte[] expected = found.flatMap(known -> Optional.ofNullable(known.secretHash()))
                    .orElse(NO_SECRET);
            boolean right = secret.matches(expected)
                    || isPrevious(handle, found.map(known -> clientId).orElse(""), secret);
            return right ? found.map(ClientStore.Registered::client) : Optional.empty();
        });
    }

    private boolean isPrevious(Handle handle, String clientId, SecretValue secret) {
        List<byte[]> hashes = secrets.previous(handle, clientId, Times.now(clock));
        boolean right = false;
        for (byte[] hash : hashes) {
            right |= secret.matches(hash);
        }
        return right;
    }

    /** Ids of the owner's clients, sorted. */
    public List<String> owned(String ownerId, int most) {
        return jdbi.withHandle(handle -> store.owned(handle, ownerId, most));
    }

    /** The teams for which the clients of this owner act as well. */
    public Set<String> teams(String ownerId) {
        return jdbi.withHandle(handle -> MembershipStore.teams(handle, ownerId));
    }

    /**
     * What the client may ask for: what was given to it directly, and what its linked endpoints require, in that order.
     * Of an endpoint's alternatives the first is added, unless one of them is covered by the client's other scopes. System
     * scopes that its owner may not hold now are left out. Nothing where the client is gone.
     */
    public ScopesNow scopesNow(String clientId) {
        return jdbi.withHandle(handle -> store.find(handle, clientId)
                .map(found -> authority.now(handle, found.client().subject()))
                .orElse(ScopesNow.NONE));
    }
}
