package dev.gatehouse.access.decision;

import dev.gatehouse.access.VerifiedToken;
import dev.gatehouse.contract.RequestContent;
import dev.gatehouse.decision.Decision;
import dev.gatehouse.decision.EndpointIndex;
import dev.gatehouse.decision.Finding;
import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.GuardedEndpoint;
import dev.gatehouse.decision.ReadingListener;
import dev.gatehouse.http.syntax.HeaderField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service whose requests are decided about. Immutable.
 *
 * @param endpoints those found by method and path
 * @param contentEndpoints those found by what a request says; null where its kind of contract has none
 * @param deprecations what to tell callers of endpoints that are deprecated, by their names
 * @param refuses whether what is not allowed is refused, and not just counted
 * @param loadedAt by {@link System#nanoTime}
 */
record GuardedService(
        String serviceId,
        Uris uris,
        EndpointIndex endpoints,
        @Nullable ContentEndpoints contentEndpoints,
        Map<String, List<HeaderField>> deprecations,
        boolean refuses,
        long loadedAt) {
    GuardedService {
        deprecations = Map.copyOf(deprecations);
    }

    /**
     * Where it is known, and by which names.
     *
     * @param audience the URI that stands for it as a token's audience (RFC 8707)
     * @param ownAudience the one under the issuer, which stands for it too
     * @param metadata where it describes itself as a resource (RFC 9728)
     */
    record Uris(String audience, String ownAudience, String metadata) {}

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
    Finding find(ForwardedRequest asked, RequestContent content) {
        return find(asked, content, null);
    }

    /** The same, telling each way to read it. @param listener null for nobody */
    Finding find(ForwardedRequest asked, RequestContent content, @Nullable ReadingListener listener) {
        Finding finding = endpoints.find(asked, listener);
        boolean registered = !(finding instanceof Finding.Settled(Decision.NotRegistered _));
        return registered || contentEndpoints == null || !contentEndpoints.areAt(asked.target())
                ? finding
                : contentEndpoints.find(serviceId, asked, content);
    }

    /** A token for one service is for no other; one for this server as a whole is for every service. */
    boolean isMeantBy(VerifiedToken token) {
        String resource = token.resource();
        return resource == null || resource.equals(uris.audience()) || resource.equals(uris.ownAudience());
    }

    /** The endpoints that a call of what was found counts for: what the plain reading leads to, or all that it names. */
    List<GuardedEndpoint> counted(Finding.Found found) {
        List<GuardedEndpoint> all = found.endpoints();
        return contentEndpoints != null
                        && all.size() > 1
                        && !all.getFirst().name().startsWith("/")
                ? all.subList(1, all.size())
                : all.subList(0, 1);
    }

    /** What to tell the caller of those; of several that are deprecated the first counts. */
    List<HeaderField> deprecation(Finding finding) {
        if (deprecations.isEmpty() || !(finding instanceof Finding.Found found)) {
            return List.of();
        }
        for (GuardedEndpoint endpoint : counted(found)) {
            List<HeaderField> fields = deprecations.get(endpoint.name());
            if (fields != null) {
                return fields;
            }
        }
        return List.of();
    }
}
