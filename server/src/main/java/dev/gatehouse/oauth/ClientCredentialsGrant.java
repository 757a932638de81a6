package dev.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.Clients;
import java.net.URI;
import java.util.Set;

/** A client asks for itself (RFC 6749 section 4.4). Thread-safe. */
final class ClientCredentialsGrant implements Grant {
    private final Clients clients;
    private final AccessTokens tokens;
    private final URI issuer;

    ClientCredentialsGrant(Clients clients, AccessTokens tokens, URI issuer) {
        this.clients = clients;
        this.tokens = tokens;
        this.issuer = issuer;
    }

    @Override
    public GrantType type() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    @Override
    public AccessTokenResponse grant(Client client, TokenRequest request) throws GeneralException {
        if (request.getResources() != null && request.getResources().stream().anyMatch(this::isForeign)) {
            throw OAuthErrors.refuse(OAuth2Error.INVALID_TARGET, "tokens are issued for the resource " + issuer);
        }
        Scope scope = granted(client, request.getScope());
        return new AccessTokenResponse(new Tokens(tokens.issue(client.clientId(), scope), null));
    }

    private Scope granted(Client client, Scope requested) throws GeneralException {
        Set<String> effective = clients.effectiveScope(client);
        if (requested == null || requested.isEmpty()) {
            return new Scope(effective.toArray(String[]::new));
        }
        for (Scope.Value value : requested) {
            if (!effective.contains(value.getValue())) {
                throw OAuthErrors.refuse(
                        OAuth2Error.INVALID_SCOPE, "the client may not ask for the scope " + value.getValue());
            }
        }
        return requested;
    }

    private boolean isForeign(URI resource) {
        return !resource.equals(issuer);
    }
}
