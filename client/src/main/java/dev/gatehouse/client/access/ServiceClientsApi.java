package dev.gatehouse.client.access;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Transport;
import java.util.stream.Stream;

/** Who has access to services. Thread-safe. */
public final class ServiceClientsApi {
    private static final ApiOperation LIST = admin("GET", "/oauth2/service/{serviceId}/client");
    private static final ApiOperation END = admin("DELETE", "/oauth2/service/{serviceId}/client/{clientId}");

    private final Transport transport;

    public ServiceClientsApi(Transport transport) {
        this.transport = transport;
    }

    /** The clients that have access to one's service, by their ids. */
    public Stream<ServiceClient> of(String serviceId) {
        return transport.call(LIST, serviceId).query("page", 1).pages(ServiceClient.class);
    }

    /** Ends all access of a client to one's service, tokens included. */
    public void end(String serviceId, String clientId) {
        transport.call(END, serviceId, clientId).run();
    }
}
