package dev.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.ClientSecret;
import dev.gatehouse.clients.Clients;
import java.net.URI;
import java.util.Set;

/** Decides about token requests (RFC 6749 section 3.2). Thread-safe. */
final class TokenEndpoint {
    private final Clients clients;
    private final AccessTokens tokens;
    private final URI issuer;

    TokenEndpoint(Clients clients, AccessTokens tokens, URI issuer) {
        this.clients = clients;
        this.tokens = tokens;
        this.issuer = issuer;
    }

    /** @throws GeneralException with the RFC 6749 section 5.2 error */
    AccessTokenResponse grant(TokenRequest request) throws GeneralException {
        Client client = authenticate(request);
        if (!GrantType.CLIENT_CREDENTIALS.equals(request.getAuthorizationGrant().getType())) {
            throw refuse(
                    OAuth2Error.UNSUPPORTED_GRANT_TYPE,
                    "the grant types of this server are: " + GrantType.CLIENT_CREDENTIALS.getValue());
        }
        if (request.getResources() != null && request.getResources().stream().anyMatch(this::isForeign)) {
            throw refuse(OAuth2Error.INVALID_TARGET, "tokens are issued for the resource " + issuer);
        }
        Scope scope = granted(client, request.getScope());
        return new AccessTokenResponse(new Tokens(tokens.issue(client.clientId(), scope), null));
    }

    private Client authenticate(TokenRequest request) throws GeneralException {
        if (!(request.getClientAuthentication() instanceof PlainClientSecret given)) {
            throw refuse(OAuth2Error.INVALID_CLIENT, "authenticate with client_secret_basic or client_secret_post");
        }
        return clients.authenticate(
                        given.getClientID().getValue(),
                        new ClientSecret(given.getClientSecret().getValue()))
                .orElseThrow(() -> refuse(OAuth2Error.INVALID_CLIENT, "the client id or the secret is wrong"));
    }

    private Scope granted(Client client, Scope requested) throws GeneralException {
        Set<String> effective = clients.effectiveScope(client);
        if (requested == null || requested.isEmpty()) {
            return new Scope(effective.toArray(String[]::new));
        }
        for (Scope.Value value : requested) {
            if (!effective.contains(value.getValue())) {
                throw refuse(OAuth2Error.INVALID_SCOPE, "the client may not ask for the scope " + value.getValue());
            }
        }
        return requested;
    }

    private boolean isForeign(URI resource) {
        return !resource.equals(issuer);
    }

    private static GeneralException refuse(ErrorObject error, String description) {
        return new GeneralException(error.setDescription(description));
    }
}
