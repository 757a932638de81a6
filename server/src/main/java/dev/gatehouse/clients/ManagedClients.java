package dev.gatehouse.clients;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.authority.ClientAuthority;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Takes the clients that somebody is about to change, and asks whether they may: whoever changes a client can make its tokens
 * theirs, so it takes the client's owner or an administrator, and a token that covers what the client can get. Stateless.
 */
public final class ManagedClients {
    private final ClientStore store = new ClientStore();
    private final ClientAuthority authority = new ClientAuthority();

    /**
     * The client, kept from every other writer until the transaction ends.
     *
     * @throws ApiException ERR12014, or ERR11620 naming the scopes that are missing
     */
    public ClientStore.Registered lock(Handle handle, Manager manager, String clientId) {
        ClientStore.Registered registered =
                store.lock(handle, clientId).orElseThrow(() -> ErrorCode.CLIENT_NOT_FOUND.with(clientId));
        ClientOwnership.check(manager.caller(), registered.client());
        Set<String> missing = missing(handle, manager, registered.client());
        if (!missing.isEmpty()) {
            throw ErrorCode.PERMISSION_DENIED.with("User " + manager.caller().userId() + " may not change client "
                    + clientId + " with this token, which lacks what the client can get: " + String.join(" ", missing));
        }
        return registered;
    }

    /** The system scopes that the client can get now and the manager's token does not cover, sorted. */
    public Set<String> missing(Handle handle, Manager manager, Client client) {
        if (manager.caller().isAdministrator()) {
            return Set.of();
        }
        Set<String> missing = authority.systemScopes(handle, client.subject());
        missing.removeAll(manager.covers());
        return missing;
    }
}
