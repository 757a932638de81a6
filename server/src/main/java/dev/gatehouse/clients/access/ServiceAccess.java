package dev.gatehouse.clients.access;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.authority.approval.AccessEndStore;
import dev.gatehouse.authority.approval.AccessEnds;
import dev.gatehouse.authority.approval.AccessJournal;
import dev.gatehouse.authority.approval.Wanted;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.registry.Ownership;
import dev.gatehouse.registry.ServiceStore;
import dev.gatehouse.store.ChangeFeed;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Who has access to services, for those who own them. Thread-safe. */
public final class ServiceAccess {
    /** Counting more would cost more than the page. */
    private static final int MOST_COUNTED = 1000;

    private final Jdbi jdbi;
    private final ServiceStore services = new ServiceStore();
    private final ServiceClientStore clients = new ServiceClientStore();
    private final AccessEndStore ends = new AccessEndStore();
    private final AccessEnds tidying = new AccessEnds();

    public ServiceAccess(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A page of clients and, where the page is counted, how many there are, or {@link Page#MANY}. */
    record Listing(List<ServiceClient> clients, long total) {}

    /** @throws ApiException ERR11620 or ERR12015 */
    Listing list(Caller caller, String serviceId, Page page) {
        return jdbi.withHandle(handle -> {
            checkOwned(handle, caller, serviceId);
            return new Listing(
                    clients.list(handle, serviceId, page),
                    page.isCounted() ? clients.count(handle, serviceId, MOST_COUNTED) : 0);
        });
    }

    /**
     * Ends everything that gives a client access to the service, or would give it again with an earlier contract; what its tokens
     * carry of it counts no more.
     *
     * @throws ApiException ERR11620, ERR12015 or ERR12204
     */
    void end(Caller caller, String serviceId, String clientId) {
        jdbi.useTransaction(handle -> {
            checkOwned(handle, caller, serviceId);
            boolean there = ends.lockClient(handle, clientId);
            boolean cut = there && ends.forgetCutLinks(handle, clientId, serviceId);
            Wanted ended = there ? ends.endAll(handle, clientId, serviceId) : Wanted.NOTHING;
            if (ended.isEmpty() && !cut) {
                throw ErrorCode.ACCESS_NOT_FOUND.with(clientId, serviceId);
            }
            tidying.settle(handle, caller, List.of(clientId));
            AccessJournal.recordEnd(handle, caller, clientId, serviceId, ended);
            ChangeFeed.announce(handle, Clients.TOPIC, clientId);
        });
    }

    private void checkOwned(Handle handle, Caller caller, String serviceId) {
        Ownership.check(
                caller,
                services.find(handle, serviceId).orElseThrow(() -> ErrorCode.SERVICE_NOT_FOUND.with(serviceId)));
    }
}
