package dev.gatehouse.vault.vendor;

import java.net.URI;

/**
 * A client at a vendor. Its text form shows no secret.
 *
 * @param endpoint the token (or revocation) endpoint
 * @param clientSecret empty for none
 */
public record VendorClient(URI endpoint, String clientId, String clientSecret, ClientAuthenticationStyle style) {

    /** The same client at another endpoint of its vendor. */
    public VendorClient at(URI other) {
        return new VendorClient(other, clientId, clientSecret, style);
    }

    @Override
    public String toString() {
        return clientId + " at " + endpoint.getHost();
    }
}
