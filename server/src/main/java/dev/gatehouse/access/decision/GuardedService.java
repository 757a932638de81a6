package dev.gatehouse.access.decision;

import dev.gatehouse.access.VerifiedToken;
import dev.gatehouse.decision.Finding;
import dev.gatehouse.decision.GuardedEndpoint;
import dev.gatehouse.decision.content.ServiceEndpoints;
import dev.gatehouse.http.syntax.HeaderField;
import java.util.List;
import java.util.Map;

/**
 * A service whose requests are decided about. Immutable.
 *
 * @param deprecations what to tell callers of endpoints that are deprecated, by their names
 * @param refuses whether what is not allowed is refused, and not just counted
 * @param loadedAt by {@link System#nanoTime}
 */
record GuardedService(
        String serviceId,
        Uris uris,
        ServiceEndpoints endpoints,
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

    /** A token for one service is for no other; one for this server as a whole is for every service. */
    boolean isMeantBy(VerifiedToken token) {
        String resource = token.resource();
        return resource == null || resource.equals(uris.audience()) || resource.equals(uris.ownAudience());
    }

    /** What to tell the caller of what was found; of several endpoints that are deprecated the first counts. */
    List<HeaderField> deprecation(Finding finding) {
        if (deprecations.isEmpty() || !(finding instanceof Finding.Found found)) {
            return List.of();
        }
        for (GuardedEndpoint endpoint : found.counted()) {
            List<HeaderField> fields = deprecations.get(endpoint.name());
            if (fields != null) {
                return fields;
            }
        }
        return List.of();
    }
}
