package dev.gatehouse.oauth.grant;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import dev.gatehouse.clients.Client;
import dev.gatehouse.oauth.clientauth.ClientAuthenticator;
import dev.gatehouse.oauth.message.OAuthErrors;
import dev.gatehouse.oauth.token.ActiveTokens;
import dev.gatehouse.oauth.token.RefreshFamily;
import dev.gatehouse.oauth.token.RefreshTokens;
import dev.gatehouse.oauth.token.Revocations;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes back a client's own tokens (RFC 7009): an access token alone, with what was exchanged for it, or with a refresh
 * token its whole family and all access tokens from the same authorization. Thread-safe.
 */
public final class Revocation {
    private final ClientAuthenticator clients;
    private final ActiveTokens activeTokens;
    private final RefreshTokens refreshTokens;
    private final Revocations revocations;

    public Revocation(
            ClientAuthenticator clients,
            ActiveTokens activeTokens,
            RefreshTokens refreshTokens,
            Revocations revocations) {
        this.clients = clients;
        this.activeTokens = activeTokens;
        this.refreshTokens = refreshTokens;
        this.revocations = revocations;
    }

    /**
     * Revokes the token; one that is not valid (any more) is no error (section 2.2).
     *
     * @throws GeneralException where the client does not authenticate, or the token is another client's (section 2.1)
     */
    public void revoke(TokenRevocationRequest request, String address) throws GeneralException {
        Client client = clients.authenticate(
                request.getClientAuthentication(),
                request.getClientID(),
                String.valueOf(request.getEndpointURI()),
                address);
        String token = request.getToken().getValue();
        Optional<JWTClaimsSet> access = activeTokens.read(token);
        if (access.isPresent()) {
            requireOwn(client, access.get().getClaim("client_id"));
            revocations.revokeToken(
                    UUID.fromString(access.get().getJWTID()),
                    access.get().getExpirationTime().toInstant());
            return;
        }
        Optional<RefreshFamily> refresh = refreshTokens.find(token);
        if (refresh.isPresent()) {
            requireOwn(client, refresh.get().grant().clientId());
            revocations.revokeOrigin(refresh.get().originId());
        }
    }

    private static void requireOwn(Client client, Object clientId) throws GeneralException {
        if (!client.clientId().equals(clientId)) {
            throw OAuthErrors.refuse(OAuth2Error.UNAUTHORIZED_CLIENT, "the token was issued to another client");
        }
    }
}
