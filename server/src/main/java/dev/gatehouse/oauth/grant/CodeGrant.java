package dev.gatehouse.oauth.grant;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import dev.gatehouse.audit.RefusalAudit;
import dev.gatehouse.clients.Client;
import dev.gatehouse.crypto.ConstantTime;
import dev.gatehouse.oauth.authorize.AuthorizationCodes;
import dev.gatehouse.oauth.claims.UserClaims;
import dev.gatehouse.oauth.message.OAuthErrors;
import dev.gatehouse.oauth.token.AccessTokens;
import dev.gatehouse.oauth.token.IdTokens;
import dev.gatehouse.oauth.token.Resources;
import dev.gatehouse.oauth.token.TokenAccess;
import dev.gatehouse.oauth.token.TokenService;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client exchanges an authorization code for tokens (RFC 6749 section 4.1.3, RFC 7636 section 4.6). Thread-safe. */
public final class CodeGrant implements Grant {
    private final AuthorizationCodes codes;
    private final Resources resources;
    private final TokenService tokens;
    private final IdTokens idTokens;
    private final UserClaims claims;
    private final RefusalAudit refusals;

    public CodeGrant(
            AuthorizationCodes codes,
            Resources resources,
            TokenService tokens,
            IdTokens idTokens,
            UserClaims claims,
            RefusalAudit refusals) {
        this.codes = codes;
        this.resources = resources;
        this.tokens = tokens;
        this.idTokens = idTokens;
        this.claims = claims;
        this.refusals = refusals;
    }

    @Override
    public GrantType type() {
        return GrantType.AUTHORIZATION_CODE;
    }

    @Override
    public AccessTokenResponse grant(Client client, TokenRequest request, @Nullable String boundTo)
            throws GeneralException {
        AuthorizationCodeGrant presented = (AuthorizationCodeGrant) request.getAuthorizationGrant();
        AuthorizationCodes.Granted granted =
                codes.redeem(presented.getAuthorizationCode()).orElse(null);
        if (granted == null) {
            codes.used(presented.getAuthorizationCode()).ifPresent(this::endReused);
            throw refuse("the code is not one of this server's, has expired, or was used before");
        }
        check(client, presented, granted);
        checkKey(granted, boundTo);
        URI resource = resource(request.getResources(), granted);
        Tokens issued = tokens.issue(
                new TokenAccess(
                        client,
                        granted.user().userId(),
                        granted.scope(),
                        resource,
                        null,
                        granted.user().ground(),
                        granted.user().told().userinfo(),
                        new AccessTokens.Bounds(null, boundTo)),
                granted.refresh(),
                granted.origin());
        return granted.scope().contains(OIDCScopeValue.OPENID)
                ? withIdToken(client, granted, issued)
                : new AccessTokenResponse(issued);
    }

    /** Whoever presents a code again may have stolen it, before or after the client redeemed it. */
    private void endReused(AuthorizationCodes.Used used) {
        tokens.revokeOrigin(used.origin());
        refusals.record(new RefusalAudit.Refusal(
                "token.reuse",
                "client/" + used.clientId(),
                used.userId(),
                used.clientId(),
                Map.of("kind", "authorization_code")));
    }

    private static void check(Client client, AuthorizationCodeGrant presented, AuthorizationCodes.Granted granted)
            throws GeneralException {
        if (!granted.binding().clientId().equals(client.clientId())) {
            throw refuse("the code was issued to another client");
        }
        URI redirect = presented.getRedirectionURI();
        boolean sameRedirect = redirect == null
                ? !granted.binding().redirectUriGiven()
                : redirect.toString().equals(granted.binding().redirectUri());
        if (!sameRedirect) {
            throw refuse("the redirect_uri is not the one of the authorization request");
        }
        if (!verifies(presented.getCodeVerifier(), granted.binding().challenge())) {
            throw refuse("the code_verifier does not match the code_challenge");
        }
        if (granted.scope().isEmpty()) {
            throw refuse("nothing of the scope is the user's to give any more");
        }
    }

    /** RFC 9449 section 10: a code that was asked for with a key is of no use without it. */
    private static void checkKey(AuthorizationCodes.Granted granted, @Nullable String shown) throws GeneralException {
        String wanted = granted.binding().boundTo();
        if (wanted != null && !wanted.equals(shown)) {
            throw refuse("the code is bound to the key of another DPoP proof");
        }
    }

    /** A verifier without a challenge means that somebody took the challenge away (RFC 9700 section 4.8.2). */
    private static boolean verifies(@Nullable CodeVerifier verifier, @Nullable String challenge) {
        if (verifier == null || challenge == null) {
            return verifier == null && challenge == null;
        }
        String computed =
                CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue();
        return ConstantTime.equal(computed, challenge);
    }

    /** RFC 8707 section 2.2: the token request may repeat the resource, not change it. */
    private @Nullable URI resource(List<URI> requested, AuthorizationCodes.Granted granted) throws GeneralException {
        if (granted.resource() == null) {
            return resources.checked(requested);
        }
        resources.within(granted.resource().toString(), requested, "the code");
        return granted.resource();
    }

    private OIDCTokenResponse withIdToken(Client client, AuthorizationCodes.Granted granted, Tokens issued) {
        IdTokens.SignIn signIn = new IdTokens.SignIn(
                client,
                granted.user().userId(),
                granted.user().nonce(),
                granted.user().ground());
        return new OIDCTokenResponse(new OIDCTokens(
                idTokens.issue(
                        signIn,
                        issued.getAccessToken(),
                        claims.inIdToken(
                                client,
                                granted.user().userId(),
                                granted.scope().toStringList(),
                                granted.user().told())),
                issued.getAccessToken(),
                issued.getRefreshToken()));
    }

    private static GeneralException refuse(String problem) {
        return OAuthErrors.refuse(OAuth2Error.INVALID_GRANT, problem);
    }
}
