package dev.gatehouse.oauth.authorize;

import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.OIDCResponseTypeValue;
import dev.gatehouse.oauth.claims.AskedClaims;
import dev.gatehouse.oauth.claims.TokenClaim;
import dev.gatehouse.oauth.claims.UserClaims;
import dev.gatehouse.oauth.session.Session;
import dev.gatehouse.oauth.token.AccessTokens;
import dev.gatehouse.oauth.token.IdTokens;
import dev.gatehouse.oauth.token.TokenAccess;
import dev.gatehouse.oauth.token.TokenService;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers of the implicit grant (RFC 6749 section 4.2), for clients it was switched on for: tokens straight to the browser,
 * and therefore short ones without refresh. Thread-safe.
 */
public final class ImplicitResponses {
    /** What a client must be registered for. */
    public static final GrantType GRANT_TYPE = GrantType.IMPLICIT;

    private static final Duration MAX_TIME = Duration.ofMinutes(5);

    private final Issuer issuer;
    private final TokenService tokens;
    private final IdTokens idTokens;
    private final UserClaims claims;
    private final Clock clock;

    public ImplicitResponses(Issuer issuer, TokenService tokens, IdTokens idTokens, UserClaims claims, Clock clock) {
        this.issuer = issuer;
        this.tokens = tokens;
        this.idTokens = idTokens;
        this.claims = claims;
        this.clock = clock;
    }

    AuthorizationSuccessResponse answer(ValidRequest request, Session session, Scope scope)
            throws AuthorizationRefusal {
        ResponseType type = request.message().getResponseType();
        RedirectTarget target = request.target();
        AccessToken accessToken = type.contains(ResponseType.Value.TOKEN) ? accessToken(request, session, scope) : null;
        if (!type.contains(OIDCResponseTypeValue.ID_TOKEN)) {
            return new AuthorizationSuccessResponse(
                    target.uri(), null, accessToken, target.state(), issuer, target.mode());
        }
        SignedJWT idToken = idToken(request, session, scope, accessToken);
        return new AuthenticationSuccessResponse(
                target.uri(), null, idToken, accessToken, target.state(), null, issuer, target.mode());
    }

    private AccessToken accessToken(ValidRequest request, Session session, Scope scope) throws AuthorizationRefusal {
        TokenAccess access = new TokenAccess(
                request.party().client(),
                session.userId(),
                scope,
                request.resource(),
                null,
                session.ground(),
                request.claims().asked().userinfo(),
                new AccessTokens.Bounds(clock.instant().plus(MAX_TIME), null));
        try {
            return tokens.issue(access, false, "implicit/" + UUID.randomUUID()).getAccessToken();
        } catch (GeneralException e) {
            throw AuthorizationRefusal.of(
                    OAuth2Error.ACCESS_DENIED, e.getErrorObject().getDescription(), request.target());
        }
    }

    /** Without an access token to ask for more, the ID token says it all (OpenID Connect Core section 5.4). */
    private SignedJWT idToken(ValidRequest request, Session session, Scope scope, @Nullable AccessToken accessToken) {
        IdTokens.SignIn signIn = new IdTokens.SignIn(
                request.party().client(),
                session.userId(),
                request.nonce() == null ? null : request.nonce().getValue(),
                session.ground());
        AskedClaims asked = request.claims().asked();
        Map<TokenClaim, Object> more =
                claims.inIdToken(request.party().client(), session.userId(), scope.toStringList(), asked);
        if (accessToken == null) {
            more.putAll(claims.of(session.userId(), scope.toStringList(), Set.of()));
        }
        return idTokens.issue(signIn, accessToken, more);
    }
}
