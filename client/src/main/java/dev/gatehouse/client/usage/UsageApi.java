package dev.gatehouse.client.usage;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Transport;
import java.util.List;
import java.util.stream.Stream;

/** Who calls what, for those who own the service or the client. Thread-safe. */
public final class UsageApi {
    private static final ApiOperation SERVICE = admin("GET", "/oauth2/service/{serviceId}/usage");
    private static final ApiOperation REPORT = admin("POST", "/oauth2/service/{serviceId}/usage");
    private static final ApiOperation CLIENT = admin("GET", "/oauth2/client/{clientId}/usage");
    private static final ApiOperation UNUSED_OF_SERVICE = admin("GET", "/oauth2/service/{serviceId}/unused");
    private static final ApiOperation UNUSED_BY_CLIENT = admin("GET", "/oauth2/client/{clientId}/unused");

    private final Transport transport;

    public UsageApi(Transport transport) {
        this.transport = transport;
    }

    /** All that is kept of a service's calls. */
    public UsageTotal ofService(String serviceId) {
        return transport.call(SERVICE, serviceId).read(UsageTotal.class);
    }

    /** The same by endpoint, client and day. */
    public Stream<DayUsage> daysOfService(String serviceId) {
        return transport.call(SERVICE, serviceId).query("page", 1).pages(DayUsage.class);
    }

    /** All that is kept of a client's calls. */
    public UsageTotal byClient(String clientId) {
        return transport.call(CLIENT, clientId).read(UsageTotal.class);
    }

    /** The same by service, endpoint and day. */
    public Stream<DayUsage> daysByClient(String clientId) {
        return transport.call(CLIENT, clientId).query("page", 1).pages(DayUsage.class);
    }

    /** What clients have of a service and did not use for so many days. */
    public Stream<UnusedAccess> unusedOfService(String serviceId, int days) {
        return transport
                .call(UNUSED_OF_SERVICE, serviceId)
                .query("page", 1)
                .query("days", days)
                .pages(UnusedAccess.class);
    }

    /** What a client has and did not use for so many days. */
    public Stream<UnusedAccess> unusedByClient(String clientId, int days) {
        return transport
                .call(UNUSED_BY_CLIENT, clientId)
                .query("page", 1)
                .query("days", days)
                .pages(UnusedAccess.class);
    }

    /** Adds what a guard counted since its last report: at most 1000 rows; sent twice, they count twice. */
    public UsageTaken report(String serviceId, List<CountedCalls> counted) {
        return transport.call(REPORT, serviceId).json(counted).read(UsageTaken.class);
    }
}
