package dev.gatehouse.authority.approval;

import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Makes links that somebody approved. Stateless. */
final class LinkGiving {
    private final GuardStore guards = new GuardStore();
    private final AccessGrantStore grants = new AccessGrantStore();

    /** Links the client anew, and lets it have by its links what they need of the same owner's other services. */
    void give(Handle handle, String clientId, String serviceId, List<WantedLink> links, Approval approval) {
        grants.removeLinks(handle, clientId, serviceId, WantedLink.names(links));
        grants.addLinks(handle, clientId, serviceId, links, approval);
        String owner = guards.ofService(handle, serviceId).orElseThrow().ownerId();
        Map<String, GuardStore.Guard> needed = guards.ofScopes(
                handle,
                links.stream()
                        .flatMap(link -> link.requirement().scopes().stream())
                        .distinct()
                        .toList());
        List<String> siblings = needed.entrySet().stream()
                .filter(scope -> scope.getValue().ownerId().equals(owner)
                        && !scope.getValue().serviceId().equals(serviceId))
                .map(Map.Entry::getKey)
                .toList();
        if (!siblings.isEmpty()) {
            grants.addLinkScopes(handle, clientId, siblings, approval);
        }
    }
}
