package dev.gatehouse.clients;

import dev.gatehouse.http.ErrorCode;
import dev.gatehouse.store.DatabaseFailures;
import dev.gatehouse.store.Times;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Registers, authenticates and links OAuth clients. Thread-safe. */
public final class Clients {
    /** The topic under which changes of clients are announced; its keys are client ids. */
    public static final String TOPIC = "client";

    private static final byte[] NO_SECRET = new byte[32];

    private final Jdbi jdbi;
    private final Clock clock;
    private final ClientStore store = new ClientStore();

    public Clients(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Adds a confidential client in the running transaction. */
    public void create(Handle handle, Client client, ClientSecret secret) {
        store.insert(handle, client, secret.hash(), Times.now(clock));
    }

    /** The client, if the secret is its own; a wrong id takes as long as a wrong secret. */
    public Optional<Client> authenticate(String clientId, ClientSecret secret) {
        Optional<ClientStore.Registered> found = jdbi.withHandle(handle -> store.find(handle, clientId));
        byte[] expected = found.map(ClientStore.Registered::secretHash).orElse(NO_SECRET);
        boolean right = secret.matches(expected);
        return right ? found.map(ClientStore.Registered::client) : Optional.empty();
    }

    /** The user who owns the client, whom its own tokens act as. */
    public Optional<String> ownerOf(String clientId) {
        return jdbi.withHandle(handle -> store.find(handle, clientId))
                .map(registered -> registered.client().ownerId());
    }

    /** What was given to the client directly and what its linked endpoints require, in that order. */
    public Set<String> effectiveScope(Client client) {
        Set<String> scopes = new LinkedHashSet<>(Scopes.split(client.scope()));
        for (String linked : jdbi.withHandle(handle -> store.linkedScopes(handle, client.clientId()))) {
            scopes.addAll(Scopes.split(linked));
        }
        return scopes;
    }

    /**
     * Links a client to endpoints of a service; links that are there stay.
     *
     * @throws dev.gatehouse.http.ApiException ERR12042 when the service has no such endpoint
     */
    public void link(String clientId, String serviceId, List<String> endpoints) {
        try {
            jdbi.useTransaction(handle -> {
                store.lockService(handle, serviceId);
                store.link(handle, clientId, serviceId, endpoints, Times.now(clock));
            });
        } catch (JdbiException e) {
            if (DatabaseFailures.isForeignKeyViolation(e, "client_endpoint_exists")) {
                throw ErrorCode.SERVICE_ENDPOINT_NOT_FOUND.with(serviceId);
            }
            throw e;
        }
    }
}
