package dev.gatehouse.oauth.grant;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.gatehouse.clients.Client;
import dev.gatehouse.oauth.message.OAuthErrors;
import dev.gatehouse.oauth.token.AccessTokens;
import dev.gatehouse.oauth.token.ClientScopes;
import dev.gatehouse.oauth.token.Resources;
import dev.gatehouse.oauth.token.StandardScopes;
import dev.gatehouse.oauth.token.TokenAccess;
import dev.gatehouse.oauth.token.TokenService;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client asks for itself (RFC 6749 section 4.4); it gets no refresh token (section 4.4.3). Thread-safe. */
public final class ClientCredentialsGrant implements Grant {
    private final ClientScopes scopes;
    private final Resources resources;
    private final TokenService tokens;

    public ClientCredentialsGrant(ClientScopes scopes, Resources resources, TokenService tokens) {
        this.scopes = scopes;
        this.resources = resources;
        this.tokens = tokens;
    }

    @Override
    public GrantType type() {
        return GrantType.CLIENT_CREDENTIALS;
    }

    @Override
    public AccessTokenResponse grant(Client client, TokenRequest request, @Nullable String boundTo)
            throws GeneralException {
        Resources.Target target = resources.of(request.getResources());
        Scope scope = withoutUsers(request.getScope(), scopes.granted(client, request.getScope(), target));
        var access = new TokenAccess(
                client, null, scope, null, null, null, Set.of(), new AccessTokens.Bounds(null, boundTo));
        return new AccessTokenResponse(new Tokens(tokens.accessToken(access, target, null), null));
    }

    /** There is no user here for the scopes of OpenID Connect to be about; the client's owner is none of its users. */
    private static Scope withoutUsers(Scope requested, Scope granted) throws GeneralException {
        if (requested != null && !requested.isEmpty()) {
            for (String value : StandardScopes.ALL) {
                if (requested.contains(value)) {
                    throw OAuthErrors.refuse(OAuth2Error.INVALID_SCOPE, "a client's own access has no scope " + value);
                }
            }
        }
        Scope own = new Scope();
        granted.stream()
                .filter(value -> !StandardScopes.ALL.contains(value.getValue()))
                .forEach(own::add);
        return own;
    }
}
