package dev.gatehouse.vault.connect;

import dev.gatehouse.vault.connector.Connector;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a connector's registration says of its third party as an authorization server, besides the URLs. Immutable.
 *
 * @param pkce whether a code challenge is sent; a server that knows none ignores it (RFC 6749 section 3.1)
 * @param issuer what its answers name as their issuer, where that is registered
 */
public record VendorTraits(boolean pkce, Optional<String> issuer) {
    public static VendorTraits of(Connector connector) {
        JsonNode options = connector.options();
        return new VendorTraits(
                options.path("pkce").booleanValue(true),
                Optional.ofNullable(options.path("issuer").asString(null)));
    }

    /**
     * Whether an answer is this third party's, as far as its issuer tells (RFC 9207 section 2.4). Where none is
     * registered, one that is named must be of the authorize URL's origin.
     *
     * @param named null where the answer names none
     */
    public boolean admits(@Nullable String named, URI authorizeUrl) {
        if (issuer.isPresent()) {
            return issuer.get().equals(named);
        }
        return named == null || sameOrigin(named, authorizeUrl);
    }

    private static boolean sameOrigin(String named, URI authorizeUrl) {
        try {
            URI uri = new URI(named);
            return authorizeUrl.getScheme().equalsIgnoreCase(uri.getScheme())
                    && authorizeUrl.getAuthority().equalsIgnoreCase(uri.getAuthority());
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }
}
