package dev.gatehouse.vault.vendor;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A client at a vendor. Its text form shows no secret.
 *
 * @param endpoint the token (or revocation) endpoint
 * @param clientSecret empty for none
 */
public record VendorClient(URI endpoint, String clientId, String clientSecret, ClientAuthenticationStyle style) {

    /** In which ways it may authenticate, the likeliest first. */
    List<ClientAuthenticationStyle> styles() {
        if (clientSecret.isEmpty()) {
            return List.of(ClientAuthenticationStyle.NONE);
        }
        if (style != ClientAuthenticationStyle.AUTOMATIC) {
            return List.of(style);
        }
        return isChangedByEncoding()
                ? List.of(
                        ClientAuthenticationStyle.BASIC,
                        ClientAuthenticationStyle.POST,
                        ClientAuthenticationStyle.BASIC_UNENCODED)
                : List.of(ClientAuthenticationStyle.BASIC, ClientAuthenticationStyle.POST);
    }

    private boolean isChangedByEncoding() {
        return !clientId.contains(":") && (isChangedByEncoding(clientId) || isChangedByEncoding(clientSecret));
    }

    private static boolean isChangedByEncoding(String text) {
        return !URLEncoder.encode(text, StandardCharsets.UTF_8).equals(text);
    }

    @Override
    public String toString() {
        return clientId + " at " + endpoint.getHost();
    }
}
