package dev.gatehouse.clients;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * A client as it is answered to who registered or changed it.
 *
 * @param clientSecret the new secret, shown this once; null where there is no new one
 */
public record ShownClient(@JsonUnwrapped Client client, String clientSecret) {
    @Override
    public String toString() {
        return "ShownClient[" + client.clientId() + "]";
    }
}
