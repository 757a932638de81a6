package dev.gatehouse.decision;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request is for, before anybody looks at its token. Immutable. */
public sealed interface Finding {
    /**
     * What to answer.
     *
     * @param scopes those of the valid token that came with the request; null where none did
     * @param sinceSignIn how long ago the token's user signed in; null where the token does not tell
     */
    Decision decide(@Nullable Collection<String> scopes, @Nullable Duration sinceSignIn);

    /** The same of a token that does not tell when its user signed in. */
    default Decision decide(@Nullable Collection<String> scopes) {
        return decide(scopes, null);
    }

    /** Whether the decision is the same with every token and without one. */
    default boolean needsNoToken() {
        return true;
    }

    /**
     * It is for these endpoints: one, unless it can be read in several ways; then all of them have to accept it.
     *
     * @param endpoints at least one; the first is that of the plain reading
     * @param counted those that a call counts for
     */
    record Found(List<GuardedEndpoint> endpoints, List<GuardedEndpoint> counted) implements Finding {
        public Found {
            endpoints = List.copyOf(endpoints);
            counted = List.copyOf(counted);
        }

        /** Of a request that counts for what its plain reading leads to. */
        public Found(List<GuardedEndpoint> endpoints) {
            this(endpoints, endpoints.subList(0, 1));
        }

        @Override
        public boolean needsNoToken() {
            for (GuardedEndpoint endpoint : endpoints) {
                if (!endpoint.isPublic()) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Decision decide(@Nullable Collection<String> scopes, @Nullable Duration sinceSignIn) {
            Decision.@Nullable SignInTooOld strictest = null;
            for (GuardedEndpoint endpoint : endpoints) {
                if (endpoint.isPublic()) {
                    continue;
                }
                if (scopes == null) {
                    return new Decision.TokenNeeded(endpoint);
                }
                if (!endpoint.accepts(scopes)) {
                    return new Decision.ScopeMissing(endpoint);
                }
                Duration maxAge = endpoint.maxAge();
                if (maxAge != null
                        && isOlder(sinceSignIn, maxAge)
                        && (strictest == null || maxAge.compareTo(strictest.maxAge()) < 0)) {
                    strictest = new Decision.SignInTooOld(endpoint, maxAge);
                }
            }
            return strictest == null ? new Decision.Allowed(endpoints.get(0)) : strictest;
        }

        private static boolean isOlder(@Nullable Duration sinceSignIn, Duration maxAge) {
            return sinceSignIn == null || sinceSignIn.compareTo(maxAge) > 0;
        }
    }

    /** The answer does not depend on a token: a preflight, an endpoint nobody registered, an evasive target. */
    record Settled(Decision decision) implements Finding {
        @Override
        public Decision decide(@Nullable Collection<String> scopes, @Nullable Duration sinceSignIn) {
            return decision;
        }
    }
}
