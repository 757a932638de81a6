package dev.gatehouse.clients.handover;

import dev.gatehouse.api.Caller;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.authority.Holding;
import dev.gatehouse.clients.ClientRegistry;
import dev.gatehouse.clients.ClientStore;
import dev.gatehouse.clients.Clients;
import dev.gatehouse.clients.ManagedClients;
import dev.gatehouse.clients.Manager;
import dev.gatehouse.store.ChangeFeed;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The clients that somebody owns; connectors and webhooks are their client's and go with it. Thread-safe. */
public final class OwnedClients implements Holding {
    private final ClientStore clients = new ClientStore();
    private final ManagedClients managed = new ManagedClients();

    @Override
    public String kind() {
        return "clients";
    }

    @Override
    public List<String> owned(Handle handle, String ownerId, int most) {
        return clients.owned(handle, ownerId, most);
    }

    /** As a change of each client would, it takes a token that covers what the client can get, and ends what it is changed with. */
    @Override
    public int handOver(Handle handle, Caller caller, Change change) {
        List<String> given = clients.lockOwned(handle, change.from());
        Manager manager = Manager.by(caller);
        given.forEach(id -> managed.lock(handle, manager, id));
        clients.handOver(handle, given, change);
        AuditStore.recordAll(
                handle,
                caller,
                "client.handover",
                given.stream().map(ClientRegistry::subject).toList(),
                Map.of("from", change.from(), "to", change.to()));
        given.forEach(id -> ChangeFeed.announce(handle, Clients.TOPIC, id));
        return given.size();
    }
}
