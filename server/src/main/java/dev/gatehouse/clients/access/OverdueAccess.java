package dev.gatehouse.clients.access;

import dev.gatehouse.audit.SystemCaller;
import dev.gatehouse.authority.approval.AccessEndStore;
import dev.gatehouse.authority.approval.AccessEnds;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.store.ChangeFeed;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * Tidies up after access that ended by itself. It counts no more from the moment on; here its rows go, and it is kept that it
 * ended. Thread-safe.
 */
public final class OverdueAccess {
    private static final int BATCH = 1000;

    private final Jdbi jdbi;
    private final AccessEndStore store = new AccessEndStore();
    private final AccessEnds ends = new AccessEnds();

    public OverdueAccess(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Ends what is over, each client's in a transaction of its own. */
    public void end() {
        List<String> clientIds = jdbi.withHandle(handle -> store.overdue(handle, BATCH));
        for (String clientId : clientIds) {
            jdbi.useTransaction(handle -> {
                if (store.lockClient(handle, clientId)) {
                    store.endOverdue(handle, clientId);
                    ends.settle(handle, SystemCaller.CALLER, List.of(clientId));
                    ChangeFeed.announce(handle, Clients.TOPIC, clientId);
                }
            });
        }
    }
}
