package dev.gatehouse.client.oauthclient;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Transport;
import java.util.List;
import java.util.stream.Stream;

/** Which endpoints clients are linked to. Thread-safe. */
public final class ClientLinksApi {
    private static final ApiOperation LINK = admin("POST", "/oauth2/client/{clientId}/service/{serviceId}");
    private static final ApiOperation SERVICES = admin("GET", "/oauth2/client/{clientId}/service");
    private static final ApiOperation ENDPOINTS = admin("GET", "/oauth2/client/{clientId}/service/{serviceId}");
    private static final ApiOperation UNLINK = admin("DELETE", "/oauth2/client/{clientId}/service/{serviceId}");
    private static final ApiOperation UNLINK_ALL = admin("DELETE", "/oauth2/client/{clientId}/service");
    private static final ApiOperation DEPRECATED = admin("GET", "/oauth2/deprecation");

    private final Transport transport;

    public ClientLinksApi(Transport transport) {
        this.transport = transport;
    }

    /** Makes these the only endpoints of the service that the client is linked to, or waits for where others own it. */
    public ScopeChange link(String clientId, String serviceId, List<String> endpoints) {
        return transport.call(LINK, clientId, serviceId).json(endpoints).read(ScopeChange.class);
    }

    /** The services a client is linked to, by their ids. */
    public List<LinkedService> services(String clientId) {
        return transport.call(SERVICES, clientId).list(LinkedService.class);
    }

    /** The endpoints of a service that a client is linked to. */
    public List<LinkedEndpoint> endpoints(String clientId, String serviceId) {
        return transport.call(ENDPOINTS, clientId, serviceId).list(LinkedEndpoint.class);
    }

    /** Removes the links to a service. */
    public void unlink(String clientId, String serviceId) {
        transport.call(UNLINK, clientId, serviceId).run();
    }

    /** Removes every link of a client. */
    public void unlinkAll(String clientId) {
        transport.call(UNLINK_ALL, clientId).run();
    }

    /** Links to deprecated endpoints: of the caller's clients, or of everybody's for an administrator. */
    public Stream<DeprecatedLink> deprecated() {
        return deprecatedOf("");
    }

    /** Links to deprecated endpoints of a user's clients. */
    public Stream<DeprecatedLink> deprecatedOf(String ownerId) {
        return transport
                .call(DEPRECATED)
                .query("page", 1)
                .query("ownerId", ownerId)
                .pages(DeprecatedLink.class);
    }
}
