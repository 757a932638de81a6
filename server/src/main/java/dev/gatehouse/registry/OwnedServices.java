package dev.gatehouse.registry;

import dev.gatehouse.api.Caller;
import dev.gatehouse.audit.AuditStore;
import dev.gatehouse.authority.Holding;
import dev.gatehouse.authority.scope.ScopeOwnerStore;
import dev.gatehouse.store.ChangeFeed;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The services that somebody owns. Thread-safe. */
public final class OwnedServices implements Holding {
    private final ServiceStore services = new ServiceStore();
    private final ScopeOwnerStore scopes = new ScopeOwnerStore();

    @Override
    public String kind() {
        return "services";
    }

    @Override
    public List<String> owned(Handle handle, String ownerId, int most) {
        return services.owned(handle, ownerId, most);
    }

    @Override
    public int handOver(Handle handle, Caller caller, Change change) {
        List<String> given = services.handOver(handle, change);
        scopes.handOver(handle, change.from(), change.to());
        AuditStore.recordAll(
                handle,
                caller,
                "service.handover",
                given.stream().map(id -> "service/" + id).toList(),
                Map.of("from", change.from(), "to", change.to()));
        given.forEach(id -> ChangeFeed.announce(handle, Registry.TOPIC, id));
        return given.size();
    }
}
