package dev.gatehouse.clients.link;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.authority.approval.EndpointNeedStore;
import dev.gatehouse.authority.approval.WantedLink;
import dev.gatehouse.clients.scope.GivenScopes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Endpoints to which somebody may link a client, as far as the scopes of our own API go. Stateless. */
public final class VouchedLinks {
    private static final int MAX_NAMED = 20;

    private final EndpointNeedStore needs = new EndpointNeedStore();

    /**
     * What the endpoints need, vouched for by the caller: a link gives no scope of our own API that the caller could not give
     * directly, or the client has not already.
     *
     * @param held what the client may ask for now
     * @throws ApiException ERR12042 naming the endpoints that do not exist, or ERR11620
     */
    public List<WantedLink> of(
            Handle handle, Caller caller, Set<String> held, String serviceId, List<String> endpoints) {
        List<WantedLink> found = needs.needing(handle, serviceId, endpoints).stream()
                .map(link -> new WantedLink(
                        link.endpoint(), link.requirement().vouchedFor(scope -> GivenScopes.mayGive(caller, scope))))
                .toList();
        refuseMissing(serviceId, endpoints, found);
        for (WantedLink link : found) {
            if (!link.requirement().isWithinReach(held)) {
                throw ErrorCode.PERMISSION_DENIED.with("User " + caller.userId() + " may not link a client to "
                        + link.endpoint() + ", which needs scopes of this server's own API that are not in the"
                        + " token; that needs the scope oauth.admin");
            }
        }
        return found;
    }

    private static void refuseMissing(String serviceId, List<String> wanted, List<WantedLink> found) {
        Set<String> there = found.stream().map(WantedLink::endpoint).collect(Collectors.toSet());
        List<String> missing = wanted.stream()
                .filter(endpoint -> !there.contains(endpoint))
                .limit(MAX_NAMED)
                .toList();
        if (!missing.isEmpty()) {
            String named = missing.size() == 1 ? " with the endpoint " : " with the endpoints ";
            throw ErrorCode.SERVICE_ENDPOINT_NOT_FOUND
                    .with(serviceId + named + String.join(", ", missing))
                    .withMember("endpoints", missing);
        }
    }
}
