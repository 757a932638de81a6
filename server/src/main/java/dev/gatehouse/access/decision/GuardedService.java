package dev.gatehouse.access.decision;

import dev.gatehouse.access.VerifiedToken;
import dev.gatehouse.decision.EndpointIndex;

/**
 * A service whose requests are decided about. Immutable.
 *
 * @param resource the URI that stands for it as a token's audience (RFC 8707)
 * @param metadata where it describes itself as a resource (RFC 9728)
 * @param loadedAt by {@link System#nanoTime}
 */
record GuardedService(String serviceId, String resource, String metadata, EndpointIndex endpoints, long loadedAt) {
    /** A token for one service is for no other; one for this server as a whole is for every service. */
    boolean isMeantBy(VerifiedToken token) {
        return token.resource() == null || token.resource().equals(resource);
    }
}
