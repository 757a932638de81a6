package dev.gatehouse.client.access;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.Transport;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Access to services that clients ask for, and what the owners of services decide. Thread-safe. */
public final class AccessRequestsApi {
    private static final ApiOperation ASK = admin("POST", "/oauth2/access-request");
    private static final ApiOperation LIST = admin("GET", "/oauth2/access-request");
    private static final ApiOperation GET = admin("GET", "/oauth2/access-request/{accessRequestId}");
    private static final ApiOperation APPROVE = admin("POST", "/oauth2/access-request/{accessRequestId}/approve");
    private static final ApiOperation DENY = admin("POST", "/oauth2/access-request/{accessRequestId}/deny");
    private static final ApiOperation WITHDRAW = admin("POST", "/oauth2/access-request/{accessRequestId}/withdraw");

    private final Transport transport;

    public AccessRequestsApi(Transport transport) {
        this.transport = transport;
    }

    /**
     * Asks for access. @return what the client waits for, or what it was given at once; empty where it had all of it before
     */
    public Optional<AccessRequest> ask(AccessWish wish) {
        return transport.call(ASK).json(wish).readIfPresent(AccessRequest.class);
    }

    /** One's own requests and those to one's own services, the newest first. */
    public Stream<AccessRequest> list() {
        return list(null, null, null);
    }

    /** The same in that state, to that service, and of that client; null for any. */
    public Stream<AccessRequest> list(@Nullable String state, @Nullable String serviceId, @Nullable String clientId) {
        return transport
                .call(LIST)
                .query("page", 1)
                .query("state", state)
                .query("service", serviceId)
                .query("client", clientId)
                .pages(AccessRequest.class);
    }

    public AccessRequest get(long accessRequestId) {
        return transport.call(GET, Long.toString(accessRequestId)).read(AccessRequest.class);
    }

    /** Gives what was asked for, or some of it; the rest is denied. */
    public AccessRequest approve(long accessRequestId, AccessApproval approval) {
        return transport
                .call(APPROVE, Long.toString(accessRequestId))
                .json(approval)
                .read(AccessRequest.class);
    }

    /** Gives nothing of it. @param reason for the asking side to read */
    public AccessRequest deny(long accessRequestId, String reason) {
        return answer(DENY, accessRequestId, reason);
    }

    /** Takes one's own request back. @param reason for the owner to read */
    public AccessRequest withdraw(long accessRequestId, String reason) {
        return answer(WITHDRAW, accessRequestId, reason);
    }

    private AccessRequest answer(ApiOperation operation, long accessRequestId, String reason) {
        return transport
                .call(operation, Long.toString(accessRequestId))
                .json(Map.of("reason", reason))
                .read(AccessRequest.class);
    }
}
