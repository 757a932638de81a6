package dev.gatehouse.authority;

import dev.gatehouse.clients.scope.ScopesNow;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/**
 * How a token that is good stands.
 *
 * @param userId the user it acts as
 * @param limit the system scopes that can count of those it carries
 * @param client what its client may have now
 */
public record Standing(String userId, ScopeLimit limit, ScopesNow client) {
    /** Those of the scopes that it carries that count, in their order. */
    public Set<String> counting(Collection<String> carried) {
        return client.within(limit.within(carried));
    }

    /** When this has to be asked again, since something ends. */
    public Instant until() {
        return client.until();
    }
}
