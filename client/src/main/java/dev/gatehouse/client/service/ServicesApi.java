package dev.gatehouse.client.service;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Transport;
import dev.gatehouse.client.call.Versioned;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Registered services. Thread-safe. */
public final class ServicesApi {
    private static final ApiOperation CREATE = admin("POST", "/oauth2/service");
    private static final ApiOperation UPDATE = admin("PUT", "/oauth2/service");
    private static final ApiOperation LIST = admin("GET", "/oauth2/service");
    private static final ApiOperation GET = admin("GET", "/oauth2/service/{serviceId}");
    private static final ApiOperation DELETE = admin("DELETE", "/oauth2/service/{serviceId}");
    private static final ApiOperation CHANGES = admin("GET", "/oauth2/service/{serviceId}/changes");
    private static final ApiOperation POLICY = admin("GET", "/oauth2/service/{serviceId}/policy");

    private final Transport transport;

    public ServicesApi(Transport transport) {
        this.transport = transport;
    }

    /** Registers a service. */
    public Service create(Service service) {
        return transport.call(CREATE).json(service).read(Service.class);
    }

    /** Replaces what is said of a service; its endpoints and contracts stay. */
    public Service update(Service service) {
        return update(service, null);
    }

    /** The same where the service still is at that version. @param ifMatch null for any */
    public Service update(Service service, @Nullable String ifMatch) {
        return transport.call(UPDATE).ifMatch(ifMatch).json(service).read(Service.class);
    }

    public Service get(String serviceId) {
        return getVersioned(serviceId).value();
    }

    public Versioned<Service> getVersioned(String serviceId) {
        return transport.call(GET, serviceId).readVersioned(Service.class);
    }

    /** Empty where it still is at that version. @param entityTag of {@link Versioned}; empty to read it in any case */
    public Optional<Versioned<Service>> getIfChanged(String serviceId, String entityTag) {
        return transport.call(GET, serviceId).readIfChanged(entityTag, Service.class);
    }

    /** All services by their ids. */
    public Stream<Service> list() {
        return listStartingWith("");
    }

    /** Services whose ids begin so. */
    public Stream<Service> listStartingWith(String prefix) {
        return transport.call(LIST).query("page", 1).query("serviceId", prefix).pages(Service.class);
    }

    /** Services that have all of these words in id, name, description, owner, scopes or endpoints. */
    public Stream<Service> search(String words) {
        return transport.call(LIST).query("page", 1).query("q", words).pages(Service.class);
    }

    /** Removes a service to whose endpoints no client is linked. */
    public void delete(String serviceId) {
        delete(serviceId, Removal.careful());
    }

    /** Removes a service. @return the links of clients that went with it */
    public List<ClientLink> delete(String serviceId, Removal removal) {
        return removal.begin(transport.call(DELETE, serviceId))
                .readOr(Removal.Removed.class, Removal.Removed.NOTHING)
                .removedLinks();
    }

    /**
     * What has to be heard of to decide about the service's requests, as it happens. Reading waits; the stream ends when the server
     * ends it, which it does when the access token expires. To be closed.
     */
    public Stream<HeardChange> changes(String serviceId) {
        return transport.call(CHANGES, serviceId).events(HeardChange.class, (id, change) -> change);
    }

    /** What the service's endpoints need, as configuration of another program. */
    public String policy(String serviceId, PolicyExport format) {
        return format.begin(transport.call(POLICY, serviceId)).reply().text();
    }
}
