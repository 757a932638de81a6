package dev.gatehouse.oauth;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.gatehouse.clients.Client;

/** A client asks for itself (RFC 6749 section 4.4); it gets no refresh token (section 4.4.3). Thread-safe. */
final class ClientCredentialsGrant implements Grant {
    private final ClientScopes scopes;
    private final Resources resources;
    private final GrantedTokens tokens;

    ClientCredentialsGrant(ClientScopes scopes, Resources resources, GrantedTokens tokens) {
        this.scopes = scopes;
        this.resources = resources;
        this.tokens = tokens;
    }

    @Override
    public GrantType type() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    @Override
    public AccessTokenResponse grant(Client client, TokenRequest request) throws GeneralException {
        Resources.Target target = resources.of(request.getResources());
        Scope scope = scopes.granted(client, request.getScope(), target);
        var access = new TokenIssuer.Access(client, null, scope, null, null, null, null);
        return new AccessTokenResponse(new Tokens(tokens.accessToken(access, target, null), null));
    }
}
