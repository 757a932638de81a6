package dev.gatehouse.authority;

import dev.gatehouse.clients.scope.EffectiveScopes;
import dev.gatehouse.clients.scope.ReservedScopes;
import dev.gatehouse.clients.scope.ScopesNow;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** What clients can get, as far as their owners may hold it. Stateless. */
public final class ClientAuthority {
    private final EffectiveScopes scopes = new EffectiveScopes();
    private final ScopeLimitStore limits = new ScopeLimitStore();

    /**
     * A client, as far as it decides about what it can get.
     *
     * @param ownScope what was given to it directly, separated by space
     */
    public record Subject(String clientId, String ownerId, String ownScope) {}

    /** What the client may ask for now. */
    public Set<String> effective(Handle handle, Subject client) {
        return limit(handle, client.ownerId()).within(scopes.of(handle, client.clientId(), client.ownScope()));
    }

    /** The same, with the time when some of it ends by itself. */
    public ScopesNow now(Handle handle, Subject client) {
        Set<String> effective = effective(handle, client);
        return new ScopesNow(
                effective, scopes.nextEnd(handle, client.clientId()).orElse(Instant.MAX));
    }

    /** The system scopes the client can get now, sorted. */
    public Set<String> systemScopes(Handle handle, Subject client) {
        Set<String> system = new TreeSet<>(effective(handle, client));
        system.removeIf(scope -> !ReservedScopes.isReserved(scope));
        return system;
    }

    /** What a user or a team may hold now; nothing for one that does not exist, or is disabled. */
    public ScopeLimit limit(Handle handle, String ownerId) {
        return limits.find(handle, ownerId);
    }
}
