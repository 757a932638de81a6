package dev.gatehouse.oauth.token;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.gatehouse.clients.Client;
import java.net.URI;
import java.time.Instant;

/** Issues tokens for a user's or a client's own access. */
public interface TokenIssuer {
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
     *
     * @throws GeneralException invalid_grant where the user has taken back what was allowed to the client, invalid_target
     *     where the resource is no registered service any more, invalid_scope where nothing of the scope is of use there
     */
    Tokens issue(Access access, boolean withRefreshToken, String origin) throws GeneralException;

    /** Revokes every token that came from an origin (S3: replay of a code). */
    void revokeOrigin(String origin);
}
