package dev.gatehouse.registry;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.clients.link.ClientLinks;
import dev.gatehouse.clients.link.Link;
import dev.gatehouse.clients.link.LinkedClient;
import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.contract.PathRenames;
import dev.gatehouse.registry.change.AffectedClients;
import dev.gatehouse.registry.change.ServiceChange;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Removes and puts a service's endpoints without cutting a client's link unasked. Runs inside the caller's transaction,
 * which holds the service's row. Stateless.
 */
public final class EndpointChanges {
    /** The order of the database: by code point, which UTF-8 keeps and UTF-16 does not. */
    private static final Comparator<Endpoint> BY_CODE_POINT = Comparator.comparing(
            endpoint -> endpoint.endpoint().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final EndpointStore store = new EndpointStore();
    private final ClientLinks links = new ClientLinks();
    private final AffectedClients affectedClients = new AffectedClients();
    private final EndpointRenameStore names = new EndpointRenameStore();

    public List<Endpoint> current(Handle handle, String serviceId) {
        return store.list(handle, serviceId);
    }

    List<DeprecatedSince> deprecated(Handle handle, String serviceId) {
        return store.deprecated(handle, serviceId);
    }

    /** Links to some endpoints, by the names that these will have. */
    public List<LinkedClient> linked(Handle handle, ServiceChange change, List<String> endpoints) {
        return links.to(handle, change.serviceId(), change.today(endpoints)).stream()
                .map(link -> link.at(change.renames().now(link.endpoint())))
                .toList();
    }

    /**
     * Makes the given endpoints the only ones. What only calls its path parameters otherwise stays what it is.
     *
     * @param cutLinks whether links to removed endpoints are removed with them
     * @throws dev.gatehouse.api.ApiException ERR12100 naming endpoints and clients
     */
    public EndpointsReplaced replace(
            Handle handle, String serviceId, List<Endpoint> before, List<Endpoint> after, boolean cutLinks) {
        PathRenames renames = PathRenames.ofEndpoints(before, after);
        names.rename(handle, serviceId, renames);
        List<Endpoint> renamed = renames.applied(before);
        List<Link> cut = remove(handle, serviceId, missing(renamed, after), renamed, after, cutLinks);
        List<Endpoint> sorted = after.stream().sorted(BY_CODE_POINT).toList();
        if (!sorted.isEmpty()) {
            store.put(handle, serviceId, sorted);
        }
        return new EndpointsReplaced(sorted, cut);
    }

    /** Removes every endpoint; see {@link #replace}. */
    List<Link> removeAll(Handle handle, String serviceId, boolean cutLinks) {
        List<Endpoint> before = current(handle, serviceId);
        return remove(handle, serviceId, missing(before, List.of()), before, List.of(), cutLinks);
    }

    private List<Link> remove(
            Handle handle,
            String serviceId,
            List<String> endpoints,
            List<Endpoint> before,
            List<Endpoint> after,
            boolean cutLinks) {
        if (endpoints.isEmpty()) {
            return List.of();
        }
        List<Link> cut = List.of();
        if (cutLinks) {
            cut = links.remove(handle, serviceId, endpoints);
        } else {
            refuseLinked(handle, serviceId, before, after, links.to(handle, serviceId, endpoints));
        }
        store.delete(handle, serviceId, endpoints);
        return cut;
    }

    private void refuseLinked(
            Handle handle, String serviceId, List<Endpoint> before, List<Endpoint> after, List<LinkedClient> linked) {
        if (linked.isEmpty()) {
            return;
        }
        String named = linked.stream()
                .limit(20)
                .map(link -> link.endpoint() + " (client " + link.clientId() + ")")
                .collect(Collectors.joining(", "));
        String more = linked.size() > 20 ? " and " + (linked.size() - 20) + " more" : "";
        throw ErrorCode.ENDPOINT_IN_USE
                .with(named + more, "Repeat with cascade=true to remove the links as well")
                .withMember(
                        "links",
                        linked.stream()
                                .map(link -> new EndpointLink(link.endpoint(), link.clientId()))
                                .toList())
                .withMember(
                        "affected",
                        affectedClients
                                .of(
                                        handle,
                                        ServiceChange.of(
                                                serviceId,
                                                before,
                                                after,
                                                List.of(),
                                                links.declared(handle, serviceId),
                                                List.of()))
                                .affected());
    }

    /** A link in an error body. */
    private record EndpointLink(String endpoint, String clientId) {}

    private static List<String> missing(Collection<Endpoint> before, Collection<Endpoint> after) {
        Set<String> kept = after.stream().map(Endpoint::endpoint).collect(Collectors.toSet());
        return before.stream()
                .map(Endpoint::endpoint)
                .filter(endpoint -> !kept.contains(endpoint))
                .toList();
    }
}
