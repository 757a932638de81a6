package dev.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.gatehouse.clients.Client;
import java.net.URI;
import java.time.Instant;

/** Issues tokens for a user's or a client's own access. */
interface TokenIssuer {
    /**
     * What a token may be used for.
     *
     * @param userId null for a client's own access
     * @param resource RFC 8707 resource or null
     * @param actor RFC 8693 act claim's subject or null
     * @param notAfter when the access token ends at the latest, or null for the usual lifetime
     */
    record Access(
            Client client,
            String userId,
            Scope scope,
            URI resource,
            String actor,
            Instant authenticatedAt,
            Instant notAfter) {}

    /**
     * An access token, and with refresh a new refresh-token family bound to {@code origin} (e.g. "code/&lt;id&gt;"), so
     * that all that came from it can be revoked together.
     */
    Tokens issue(Access access, boolean withRefreshToken, String origin);

    /** Revokes every token that came from an origin (S3: replay of a code). */
    void revokeOrigin(String origin);

    /** Revokes the refresh tokens a user allowed to a client, with the access tokens of the same authorizations. */
    void revokeGrants(String userId, String clientId);
}
