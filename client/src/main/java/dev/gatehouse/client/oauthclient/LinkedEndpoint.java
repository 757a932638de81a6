package dev.gatehouse.client.oauthclient;

import java.util.List;

/**
 * An endpoint that a client is linked to.
 *
 * @param scope what it needs, separated by one space
 * @param requires alternatives of scopes; empty where {@code scope} says it all
 */
public record LinkedEndpoint(String endpoint, String operation, String scope, List<List<String>> requires) {
    public LinkedEndpoint {
        requires = requires.stream().map(List::copyOf).toList();
    }
}
