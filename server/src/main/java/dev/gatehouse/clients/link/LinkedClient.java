package dev.gatehouse.clients.link;

import java.util.Set;

/**
 * A client linked to an endpoint, with the scopes it may hold today.
 *
 * @param effectiveScope what was given to it directly and what all its linked endpoints require
 */
public record LinkedClient(String clientId, String ownerId, String endpoint, Set<String> effectiveScope) {
    public LinkedClient {
        effectiveScope = Set.copyOf(effectiveScope);
    }

    /** The same link where the endpoint is called otherwise. */
    public LinkedClient at(String name) {
        return name.equals(endpoint) ? this : new LinkedClient(clientId, ownerId, name, effectiveScope);
    }
}
