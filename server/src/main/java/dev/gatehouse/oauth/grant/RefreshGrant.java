package dev.gatehouse.oauth.grant;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import dev.gatehouse.clients.Client;
import dev.gatehouse.oauth.message.OAuthErrors;
import dev.gatehouse.oauth.token.AccessTokens;
import dev.gatehouse.oauth.token.ClientScopes;
import dev.gatehouse.oauth.token.RefreshFamily;
import dev.gatehouse.oauth.token.RefreshTokens;
import dev.gatehouse.oauth.token.Resources;
import dev.gatehouse.oauth.token.StandardScopes;
import dev.gatehouse.oauth.token.TokenAccess;
import dev.gatehouse.oauth.token.TokenService;
import dev.gatehouse.oauth.token.UserScopes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Another access token for a refresh token (RFC 6749 section 6), of the same or a narrower scope, for the same resource
 * or, where there was none, for one service (RFC 8707 section 2.2). Thread-safe.
 */
public final class RefreshGrant implements Grant {
    private final RefreshTokens refreshTokens;
    private final ClientScopes scopes;
    private final Resources resources;
    private final TokenService tokens;

    public RefreshGrant(RefreshTokens refreshTokens, ClientScopes scopes, Resources resources, TokenService tokens) {
        this.refreshTokens = refreshTokens;
        this.scopes = scopes;
        this.resources = resources;
        this.tokens = tokens;
    }

    @Override
    public GrantType type() {
        return GrantType.REFRESH_TOKEN;
    }

    @Override
    public AccessTokenResponse grant(Client client, TokenRequest request, @Nullable String boundTo)
            throws GeneralException {
        String presented = ((RefreshTokenGrant) request.getAuthorizationGrant())
                .getRefreshToken()
                .getValue();
        RefreshTokens.Usable usable = refreshTokens.require(client, presented);
        RefreshFamily family = usable.family();
        checkKey(family, boundTo);
        Resources.Target target =
                resources.within(family.grant().resource(), request.getResources(), "the refresh token");
        Scope scope = scope(client, family, request.getScope(), target);
        String successor = refreshTokens.use(client, usable);
        var access = new TokenAccess(
                client,
                family.grant().userId(),
                scope,
                null,
                family.grant().actor(),
                family.grant().ground(),
                family.userinfo(),
                new AccessTokens.Bounds(null, boundTo));
        return new AccessTokenResponse(
                new Tokens(tokens.accessToken(access, target, family.originId()), new RefreshToken(successor)));
    }

    /** RFC 9449 section 5: without a secret, the key is all that tells the client from whoever has found the token. */
    private static void checkKey(RefreshFamily family, @Nullable String shown) throws GeneralException {
        String wanted = family.grant().boundTo();
        if (wanted != null && !wanted.equals(shown)) {
            throw OAuthErrors.refuse(
                    OAuth2Error.INVALID_GRANT, "the refresh token is bound to the key of another DPoP proof");
        }
    }

    /** What was granted, as far as the client may still have it and the user, an administrator perhaps then, may give it. */
    private Scope scope(Client client, RefreshFamily family, Scope requested, Resources.Target target)
            throws GeneralException {
        Scope granted = Scope.parse(family.grant().scope());
        if (requested != null && !requested.isEmpty()) {
            ClientScopes.requireAll(
                    requested, Set.copyOf(granted.toStringList()), "the refresh token was not granted the scope ");
        }
        Set<String> own = scopes.effective(client);
        Scope left = new Scope();
        (requested == null || requested.isEmpty() ? granted : requested)
                .stream()
                        .filter(value ->
                                own.contains(value.getValue()) || StandardScopes.ALL.contains(value.getValue()))
                        .forEach(left::add);
        Scope narrowed =
                target.narrowed(UserScopes.grantable(left, family.grant().limit()));
        if (narrowed.isEmpty() && !granted.isEmpty()) {
            throw OAuthErrors.refuse(
                    OAuth2Error.INVALID_SCOPE, "nothing is left of the scope for " + target.audience());
        }
        return narrowed;
    }
}
