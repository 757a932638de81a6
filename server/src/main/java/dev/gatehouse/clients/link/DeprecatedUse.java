package dev.gatehouse.clients.link;

import java.time.Instant;

/**
 * A client's link to an endpoint that is deprecated.
 *
 * @param ownerId the user who owns the client
 * @param sunset when the endpoint is expected to go; null where nobody said
 */
record DeprecatedUse(
        String clientId, String ownerId, String serviceId, String endpoint, String operation, Instant sunset) {
    /** Where it stands in the list: none of the first two has a space. */
    String key() {
        return clientId + " " + serviceId + " " + endpoint;
    }
}
