package dev.gatehouse.authority.approval;

import dev.gatehouse.clients.scope.Requirement;
import java.util.List;

/**
 * An endpoint that a client wants to be linked to.
 *
 * @param requirement what it needs, vouched for by who asks
 */
public record WantedLink(String endpoint, Requirement requirement) {
    /** The endpoints. */
    public static List<String> names(List<WantedLink> links) {
        return links.stream().map(WantedLink::endpoint).toList();
    }
}
