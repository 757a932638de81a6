package dev.gatehouse.vault.connect.link;

import dev.gatehouse.api.Caller;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who made a way to connect an account, and what of their token let them: it leads somewhere only while that still holds.
 *
 * @param clientId that made it
 * @param subject a user, or the client where it acted for itself
 * @param scopes of those that let anybody connect, the ones that the token carried
 * @param origins ids of what a person's token came from, as their sign-in; it ends with them
 */
public record LinkMaker(String clientId, String subject, Set<String> scopes, List<String> origins) {
    public LinkMaker {
        scopes = Set.copyOf(scopes);
        origins = List.copyOf(origins);
    }

    public static LinkMaker of(Caller caller) {
        Set<String> scopes = new TreeSet<>(caller.scopes());
        scopes.retainAll(ConnectRights.SCOPES);
        return caller.forUser()
                ? new LinkMaker(caller.clientId(), caller.userId(), scopes, caller.origins())
                : new LinkMaker(caller.clientId(), caller.clientId(), scopes, List.of());
    }

    /** As far as those kept it who made ways to connect before it was noted by what: all that the client may do for itself. */
    public static LinkMaker unnoted(String clientId) {
        return new LinkMaker(clientId, clientId, ConnectRights.SCOPES, List.of());
    }
}
