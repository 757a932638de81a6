package dev.gatehouse.access.decision;

import dev.gatehouse.access.VerifiedToken;
import dev.gatehouse.decision.Decision;
import dev.gatehouse.decision.EndpointIndex;
import dev.gatehouse.decision.Finding;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.http.Request;
import org.jspecify.annotations.Nullable;

/**
 * A service whose requests are decided about. Immutable.
 *
 * @param audience the URI that stands for it as a token's audience (RFC 8707)
 * @param ownAudience the one under the issuer, which stands for it too
 * @param metadata where it describes itself as a resource (RFC 9728)
 * @param endpoints those found by method and path
 * @param contentEndpoints those found by what a request says; null where its kind of contract has none
 * @param loadedAt by {@link System#nanoTime}
 */
record GuardedService(
        String serviceId,
        String audience,
        String ownAudience,
        String metadata,
        EndpointIndex endpoints,
        @Nullable ContentEndpoints contentEndpoints,
        long loadedAt) {
    /** How many endpoints there are. */
    int size() {
        return endpoints.size() + (contentEndpoints == null ? 0 : contentEndpoints.size());
    }

    /** Whether a request's body says what it is for. */
    boolean looksAtBodies() {
        return contentEndpoints != null;
    }

    /**
     * What a request is for. Endpoints with a path come first, such as one for health; any other request to where the
     * service takes requests that name their endpoints themselves is for those.
     *
     * @throws dev.gatehouse.api.ApiException ERR12160 where it names one that is not registered, and with status 403 where
     *     it cannot be told which it is for
     */
    Finding find(ForwardedRequest asked, Request request) {
        Finding finding = endpoints.find(asked);
        boolean registered = !(finding instanceof Finding.Settled(Decision.NotRegistered _));
        return registered || contentEndpoints == null || !contentEndpoints.areAt(asked.target())
                ? finding
                : contentEndpoints.find(serviceId, asked, request);
    }

    /** A token for one service is for no other; one for this server as a whole is for every service. */
    boolean isMeantBy(VerifiedToken token) {
        String resource = token.resource();
        return resource == null || resource.equals(audience) || resource.equals(ownAudience);
    }
}
