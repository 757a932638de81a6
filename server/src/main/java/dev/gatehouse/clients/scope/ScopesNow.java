package dev.gatehouse.clients.scope;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a client may ask for now. Immutable.
 *
 * @param until when some of it ends by itself, so that this has to be asked again; {@link Instant#MAX} where nothing does
 */
public record ScopesNow(Set<String> scopes, Instant until) {
    /** Of a client that is not there. */
    public static final ScopesNow NONE = new ScopesNow(Set.of(), Instant.MAX);

    public ScopesNow {
        scopes = Set.copyOf(scopes);
    }

    /**
     * Those of a token's scopes that its client may still have, in their order. What tells of a person (OpenID Connect) was that
     * person's to give.
     */
    public Set<String> within(Collection<String> some) {
        Set<String> left = new LinkedHashSet<>(some);
        left.removeIf(scope -> !scopes.contains(scope) && !StandingScopes.OF_A_PERSON.contains(scope));
        return left;
    }
}
