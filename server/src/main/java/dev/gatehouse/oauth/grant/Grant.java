package dev.gatehouse.oauth.grant;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.TokenRequest;
import dev.gatehouse.clients.Client;
import org.jspecify.annotations.Nullable;

/** One way to get tokens from the token endpoint (RFC 6749 section 1.3). Implementations are thread-safe. */
public interface Grant {
    /** The {@code grant_type} that asks for it. */
    GrantType type();

    /**
     * Decides about a request of this grant type.
     *
     * @param client the client, authenticated
     * @param boundTo the thumbprint of the key that the client proved to have, to which tokens are bound; null for none
     * @throws GeneralException with the RFC 6749 section 5.2 error
     */
    AccessTokenResponse grant(Client client, TokenRequest request, @Nullable String boundTo) throws GeneralException;
}
