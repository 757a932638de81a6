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
        // Told as a duration, so that it is the database's clock that decides.
        Instant until = scopes.untilNextEnd(handle, client.clientId())
                .map(left -> Instant.now().plus(left))
                .orElse(Instant.MAX);
        return new ScopesNow(effective, until);
    }

    /** The system scopes the client can get now, sorted. */
    public Set<String> systemScopes(Handle handle, Subject client) {
        Set<String> system = new TreeSet<>(effective(handle, client));
        system.removeIf(scope -> !ReservedScopes.isReserved(scope));
        return system;
    }

    /** What a user may hold now; nothing for one who does not exist. */
    public ScopeLimit limit(Handle handle, String userId) {
        return limits.find(handle, userId);
    }
}
