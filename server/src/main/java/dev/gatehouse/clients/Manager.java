package dev.gatehouse.clients;

import dev.gatehouse.api.Caller;
import dev.gatehouse.clients.scope.Scopes;
import java.util.Set;

/**
 * Who manages a client.
 *
 * @param covers the system scopes that their token reaches: a client that can get others is not theirs to manage
 */
public record Manager(Caller caller, Set<String> covers) {
    public Manager {
        covers = Set.copyOf(covers);
    }

    /** Whoever calls, with what their token carries. */
    public static Manager by(Caller caller) {
        return new Manager(caller, caller.scopes());
    }

    /**
     * The client itself, by its registration access token: in its owner's name, with none of the owner's rights, and as far as
     * the client reached when the token was issued.
     */
    public static Manager itself(Client client, ClientStore.RegistrationToken token) {
        Caller caller = new Caller(client.ownerId(), client.clientId(), Set.of());
        return new Manager(caller, Set.copyOf(Scopes.split(token.scope())));
    }
}
