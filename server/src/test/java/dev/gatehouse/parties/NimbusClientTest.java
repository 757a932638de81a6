package dev.gatehouse.parties;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationRequest;
import com.nimbusds.oauth2.sdk.PushedAuthorizationResponse;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A client of the Nimbus library that starts from the issuer: pushed request, code, ID token, userinfo, refresh, logout. */
class NimbusClientTest {
    private static final Application APPLICATION = new Application();

    private final Site site = Site.shared();
    private final URI redirectUri = URI.create(APPLICATION.url() + "/nimbus");
    private final URI bye = URI.create(APPLICATION.url() + "/bye");
    private final CodeVerifier verifier = new CodeVerifier();
    private final State state = new State();
    private final Nonce nonce = new Nonce();

    @AfterAll
    static void stop() {
        APPLICATION.close();
    }

    @Test
    void theWholeLifeOfASignIn() throws Exception {
        OIDCProviderMetadata issuer =
                OIDCProviderMetadata.resolve(new Issuer(site.issuer().toString()));
        TestServer.Registered registered = site.register(
                "Notebook",
                "openid profile offline_access orders.r",
                Map.of(
                        "redirectUri", List.of(redirectUri.toString()),
                        "postLogoutRedirectUri", List.of(bye.toString()),
                        "grantTypes", List.of("authorization_code", "refresh_token")));
        ClientAuthentication client =
                new ClientSecretBasic(new ClientID(registered.clientId()), new Secret(registered.secret()));
        String user = site.newUser();
        try (Tab tab = Chromium.shared().visitor()) {
            tab.open(pushed(issuer, client)).signIn(user, Site.PASSWORD).allow().untilAt(redirectUri.toString());
            OIDCTokens tokens = tokens(issuer, client, code(tab.address()));

            IDTokenClaimsSet identity = validated(issuer, client, tokens);
            assertThat(identity.getSubject().getValue()).isEqualTo(user);
            assertThat(userInfo(issuer, tokens).getSubject()).isEqualTo(identity.getSubject());
            OIDCTokens refreshed = send(new TokenRequest(
                    issuer.getTokenEndpointURI(), client, new RefreshTokenGrant(tokens.getRefreshToken()), null));
            assertThat(refreshed.getRefreshToken()).isNotEqualTo(tokens.getRefreshToken());
            tab.open(new LogoutRequest(issuer.getEndSessionEndpointURI(), tokens.getIDToken(), bye, state).toURI())
                    .untilHeading("Application at /bye");
            assertThat(tab.address().getQuery()).isEqualTo("state=" + state);
            assertThat(tab.complaints()).isEmpty();
        }
    }

    /** Where to send the browser after the request was pushed (RFC 9126). */
    private URI pushed(OIDCProviderMetadata issuer, ClientAuthentication client) throws Exception {
        AuthenticationRequest request = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope("openid", "profile", "offline_access", "orders.r"),
                        client.getClientID(),
                        redirectUri)
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build();
        PushedAuthorizationResponse answer = PushedAuthorizationResponse.parse(
                new PushedAuthorizationRequest(issuer.getPushedAuthorizationRequestEndpointURI(), client, request)
                        .toHTTPRequest()
                        .send());
        return new AuthorizationRequest.Builder(answer.toSuccessResponse().getRequestURI(), client.getClientID())
                .endpointURI(issuer.getAuthorizationEndpointURI())
                .build()
                .toURI();
    }

    private AuthorizationCode code(URI answer) throws Exception {
        AuthenticationSuccessResponse success =
                AuthenticationResponseParser.parse(answer).toSuccessResponse();
        assertThat(success.getState()).isEqualTo(state);
        assertThat(success.getIssuer().getValue()).isEqualTo(site.issuer().toString());
        return success.getAuthorizationCode();
    }

    private OIDCTokens tokens(OIDCProviderMetadata issuer, ClientAuthentication client, AuthorizationCode code)
            throws Exception {
        return send(new TokenRequest(
                issuer.getTokenEndpointURI(), client, new AuthorizationCodeGrant(code, redirectUri, verifier), null));
    }

    private static OIDCTokens send(TokenRequest request) throws Exception {
        return ((OIDCTokenResponse)
                        OIDCTokenResponseParser.parse(request.toHTTPRequest().send()))
                .toSuccessResponse()
                .getOIDCTokens();
    }

    private IDTokenClaimsSet validated(OIDCProviderMetadata issuer, ClientAuthentication client, OIDCTokens tokens)
            throws Exception {
        return new IDTokenValidator(
                        issuer.getIssuer(),
                        client.getClientID(),
                        JWSAlgorithm.RS256,
                        issuer.getJWKSetURI().toURL())
                .validate(tokens.getIDToken(), nonce);
    }

    private static UserInfo userInfo(OIDCProviderMetadata issuer, OIDCTokens tokens) throws Exception {
        return UserInfoResponse.parse(new UserInfoRequest(issuer.getUserInfoEndpointURI(), tokens.getAccessToken())
                        .toHTTPRequest()
                        .send())
                .toSuccessResponse()
                .getUserInfo();
    }
}
