package dev.gatehouse.client.service;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Transport;
import dev.gatehouse.client.call.Versioned;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What services let their clients call. Thread-safe. */
public final class EndpointsApi {
    private static final ApiOperation REPLACE = admin("POST", "/oauth2/service/{serviceId}/endpoint");
    private static final ApiOperation LIST = admin("GET", "/oauth2/service/{serviceId}/endpoint");
    private static final ApiOperation GRAPH = admin("GET", "/oauth2/service/{serviceId}/graph");
    private static final ApiOperation DELETE = admin("DELETE", "/oauth2/service/{serviceId}/endpoint");

    private final Transport transport;

    public EndpointsApi(Transport transport) {
        this.transport = transport;
    }

    /** All endpoints of a service, sorted. A service without any is refused with status 404, as one that is not there. */
    public List<Endpoint> list(String serviceId) {
        return listVersioned(serviceId).value();
    }

    public Versioned<List<Endpoint>> listVersioned(String serviceId) {
        return transport.call(LIST, serviceId).listVersioned(Endpoint.class);
    }

    /** Empty where they still are at that version. @param entityTag of {@link Versioned}; empty to read them in any case */
    public Optional<Versioned<List<Endpoint>>> listIfChanged(String serviceId, String entityTag) {
        return transport.call(LIST, serviceId).listIfChanged(entityTag, Endpoint.class);
    }

    /**
     * What requests to a GraphQL service are decided by, for programs that decide themselves; empty where it still is that version.
     * A service of another kind is refused with status 404.
     *
     * @param entityTag of {@link Versioned}; empty to read it in any case
     */
    public Optional<Versioned<JsonNode>> graphIfChanged(String serviceId, String entityTag) {
        return transport.call(GRAPH, serviceId).readIfChanged(entityTag, JsonNode.class);
    }

    /** Makes these the service's only endpoints. @return as they are stored */
    public List<Endpoint> replace(String serviceId, List<Endpoint> endpoints) {
        return replace(serviceId, endpoints, Removal.careful());
    }

    /** @param removal what becomes of clients that are linked to endpoints which are left out */
    public List<Endpoint> replace(String serviceId, List<Endpoint> endpoints, Removal removal) {
        return removal.begin(transport.call(REPLACE, serviceId)).json(endpoints).list(Endpoint.class);
    }

    /** Removes every endpoint of the service. @return the links of clients that went with them */
    public List<ClientLink> deleteAll(String serviceId, Removal removal) {
        return removal.begin(transport.call(DELETE, serviceId))
                .readOr(Removal.Removed.class, Removal.Removed.NOTHING)
                .removedLinks();
    }
}
