package dev.gatehouse.access.decision;

import dev.gatehouse.access.VerifiedToken;
import dev.gatehouse.decision.Decision;
import dev.gatehouse.decision.EndpointIndex;
import dev.gatehouse.decision.Finding;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.http.Request;
import java.util.Set;

/**
 * A service whose requests are decided about. Immutable.
 *
 * @param audience the URI that stands for it as a token's audience (RFC 8707)
 * @param ownAudience the one under the issuer, which stands for it too
 * @param metadata where it describes itself as a resource (RFC 9728)
 * @param graphqlPaths where it may answer to GraphQL
 * @param rootFields those of a service whose contract is a GraphQL schema; null for any other
 * @param loadedAt by {@link System#nanoTime}
 */
record GuardedService(
        String serviceId,
        String audience,
        String ownAudience,
        String metadata,
        EndpointIndex endpoints,
        Set<String> graphqlPaths,
        RootFieldIndex rootFields,
        long loadedAt) {
    /** How many endpoints there are. */
    int size() {
        return endpoints.size() + (rootFields == null ? 0 : rootFields.size());
    }

    /** Whether a request's body says what it is for. */
    boolean looksAtBodies() {
        return rootFields != null;
    }

    /**
     * What a request is for. Endpoints with a path come first, such as one for health; any other request to
     * the path where the service speaks GraphQL is for root fields.
     *
     * @throws dev.gatehouse.api.ApiException ERR12160 for a root field that is not registered, ERR12170 where it cannot
     *     be told which the request is for
     */
    Finding find(ForwardedRequest asked, Request request) {
        Finding finding = endpoints.find(asked);
        boolean registered = !(finding instanceof Finding.Settled(Decision.NotRegistered _));
        return registered || !speaksGraphql(asked.target()) ? finding : rootFields.find(serviceId, asked, request);
    }

    private boolean speaksGraphql(String target) {
        if (rootFields == null) {
            return false;
        }
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return graphqlPaths.contains(path);
    }

    /** A token for one service is for no other; one for this server as a whole is for every service. */
    boolean isMeantBy(VerifiedToken token) {
        String resource = token.resource();
        return resource == null || resource.equals(audience) || resource.equals(ownAudience);
    }
}
