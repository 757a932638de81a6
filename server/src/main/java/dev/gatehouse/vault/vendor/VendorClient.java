package dev.gatehouse.vault.vendor;

import java.net.URI;

/**
 * A client at a vendor. Its text form shows no secret.
 *
 * @param endpoint the token (or revocation) endpoint
 * @param clientSecret empty for none
 */
public record VendorClient(URI endpoint, String clientId, String clientSecret, ClientAuthenticationStyle style) {

    @Override
    public String toString() {
        return clientId + " at " + endpoint.getHost();
    }
}
