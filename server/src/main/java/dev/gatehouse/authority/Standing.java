package dev.gatehouse.authority;

import dev.gatehouse.api.Caller;
import dev.gatehouse.clients.scope.ScopesNow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * How a token that is good stands.
 *
 * @param userId the user it acts as, or the team whose client it is
 * @param teams the teams it acts for as well
 * @param limit the system scopes that can count of those it carries
 * @param client what its client may have now
 */
public record Standing(String userId, Set<String> teams, ScopeLimit limit, ScopesNow client) {
    public Standing {
        teams = Set.copyOf(teams);
    }

    /** Those of the scopes that it carries that count, in their order. */
    public Set<String> counting(Collection<String> carried) {
        return client.within(limit.within(carried));
    }

    /**
     * Who calls with the token, with what counts of it now.
     *
     * @param subject of the token
     * @param carried the scopes it carries
     * @param origins ids of what it came from
     */
    public Caller caller(String clientId, String subject, Collection<String> carried, List<String> origins) {
        return new Caller(userId, clientId, counting(carried), userId.equals(subject), teams, origins);
    }

    /** When this has to be asked again, since something ends. */
    public Instant until() {
        return client.until();
    }
}
