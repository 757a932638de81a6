package dev.gatehouse.connector;

import java.util.Objects;
import java.util.Optional;

/**
 * How people allow access to a third-party service by OAuth 2. Its text form does not show the client secret.
 *
 * @param authorizeUrl the authorization endpoint
 * @param refreshUrl the token endpoint
 * @param clientId what the third party calls this connector
 * @param clientSecret what it gave for that
 * @param revokeUrl the revocation endpoint (RFC 7009), where there is one
 * @param pkce whether the third party understands PKCE (RFC 7636)
 */
public record OAuth2Service(
        String authorizeUrl,
        String refreshUrl,
        String clientId,
        String clientSecret,
        Optional<String> revokeUrl,
        boolean pkce) {
    public OAuth2Service {
        Objects.requireNonNull(authorizeUrl, "authorizeUrl");
        Objects.requireNonNull(refreshUrl, "refreshUrl");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(clientSecret, "clientSecret");
        Objects.requireNonNull(revokeUrl, "revokeUrl");
    }

    /** A service with PKCE and without a revocation endpoint. */
    public OAuth2Service(String authorizeUrl, String refreshUrl, String clientId, String clientSecret) {
        this(authorizeUrl, refreshUrl, clientId, clientSecret, Optional.empty(), true);
    }

    /** The same with a revocation endpoint. */
    public OAuth2Service revokedAt(String url) {
        return new OAuth2Service(authorizeUrl, refreshUrl, clientId, clientSecret, Optional.of(url), pkce);
    }

    /** The same for a third party that does not understand PKCE. */
    public OAuth2Service withoutPkce() {
        return new OAuth2Service(authorizeUrl, refreshUrl, clientId, clientSecret, revokeUrl, false);
    }

    @Override
    public String toString() {
        return "OAuth2Service[" + authorizeUrl + ", " + clientId + "]";
    }
}
