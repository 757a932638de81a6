package dev.gatehouse.decision;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request is for, before anybody looks at its token. Immutable. */
public sealed interface Finding {
    /**
     * What to answer.
     *
     * @param scopes those of the valid token that came with the request; null where none did
     */
    Decision decide(@Nullable Collection<String> scopes);

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
        public Decision decide(@Nullable Collection<String> scopes) {
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
            }
            return new Decision.Allowed(endpoints.get(0));
        }
    }

    /** The answer does not depend on a token: a preflight, an endpoint nobody registered, an evasive target. */
    record Settled(Decision decision) implements Finding {
        @Override
        public Decision decide(@Nullable Collection<String> scopes) {
            return decision;
        }
    }
}
