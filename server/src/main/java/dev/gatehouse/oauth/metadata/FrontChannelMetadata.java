package dev.gatehouse.oauth.metadata;

import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.gatehouse.oauth.claims.AuthenticationContext;
import dev.gatehouse.oauth.claims.TokenClaim;
import dev.gatehouse.oauth.keys.SigningKey;
import dev.gatehouse.oauth.token.StandardScopes;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What the metadata says about the endpoints that browsers and devices use (RFC 8414, OpenID Connect Discovery). */
final class FrontChannelMetadata {
    private FrontChannelMetadata() {}

    /** Adds to what the rest of the server has said already. */
    static void addTo(AuthorizationServerMetadata metadata) {
        String issuer = metadata.getIssuer().getValue();
        metadata.setAuthorizationEndpointURI(URI.create(issuer + "/oauth2/code"));
        metadata.setPushedAuthorizationRequestEndpointURI(URI.create(issuer + "/oauth2/par"));
        metadata.setDeviceAuthorizationEndpointURI(URI.create(issuer + "/oauth2/device_authorization"));
        metadata.setSupportsAuthorizationResponseIssuerParam(true);
        metadata.setResponseModes(List.of(ResponseMode.QUERY, ResponseMode.FRAGMENT, ResponseMode.FORM_POST));
        metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
        metadata.setSupportsRequestParam(false);
        metadata.setSupportsRequestURIParam(false);
        List<ClientAuthenticationMethod> methods = new ArrayList<>(metadata.getTokenEndpointAuthMethods());
        if (!methods.contains(ClientAuthenticationMethod.NONE)) {
            methods.add(ClientAuthenticationMethod.NONE);
        }
        metadata.setTokenEndpointAuthMethods(methods);
        Scope scopes = new Scope(StandardScopes.ALL.toArray(String[]::new));
        scopes.addAll(metadata.getScopes());
        metadata.setScopes(scopes);
    }

    /** The same as OpenID Connect wants it. */
    static OIDCProviderMetadata openid(AuthorizationServerMetadata known) {
        String issuer = known.getIssuer().getValue();
        OIDCProviderMetadata metadata =
                new OIDCProviderMetadata(known.getIssuer(), List.of(SubjectType.PUBLIC), known.getJWKSetURI());
        metadata.setTokenEndpointURI(known.getTokenEndpointURI());
        metadata.setTokenEndpointAuthMethods(known.getTokenEndpointAuthMethods());
        metadata.setTokenEndpointJWSAlgs(known.getTokenEndpointJWSAlgs());
        metadata.setDPoPJWSAlgs(known.getDPoPJWSAlgs());
        metadata.setIntrospectionEndpointURI(known.getIntrospectionEndpointURI());
        metadata.setRevocationEndpointURI(known.getRevocationEndpointURI());
        metadata.setRegistrationEndpointURI(known.getRegistrationEndpointURI());
        metadata.setAuthorizationEndpointURI(known.getAuthorizationEndpointURI());
        metadata.setPushedAuthorizationRequestEndpointURI(known.getPushedAuthorizationRequestEndpointURI());
        metadata.setDeviceAuthorizationEndpointURI(known.getDeviceAuthorizationEndpointURI());
        metadata.setSupportsAuthorizationResponseIssuerParam(true);
        metadata.setResponseTypes(known.getResponseTypes());
        metadata.setResponseModes(known.getResponseModes());
        metadata.setCodeChallengeMethods(known.getCodeChallengeMethods());
        metadata.setGrantTypes(known.getGrantTypes());
        metadata.setScopes(known.getScopes());
        metadata.setUILocales(known.getUILocales());
        metadata.setSupportsRequestParam(false);
        metadata.setSupportsRequestURIParam(false);
        metadata.setUserInfoEndpointURI(URI.create(issuer + "/oauth2/userinfo"));
        metadata.setEndSessionEndpointURI(URI.create(issuer + "/logout"));
        metadata.setSupportsBackChannelLogout(true);
        metadata.setSupportsBackChannelLogoutSession(true);
        metadata.setSupportsFrontChannelLogout(true);
        metadata.setSupportsFrontChannelLogoutSession(true);
        metadata.setIDTokenJWSAlgs(SigningKey.ALGORITHMS);
        metadata.setACRs(AuthenticationContext.SUPPORTED.stream().map(ACR::new).toList());
        metadata.setSupportsClaimsParams(true);
        metadata.setPromptTypes(
                List.of(Prompt.Type.NONE, Prompt.Type.LOGIN, Prompt.Type.CONSENT, Prompt.Type.SELECT_ACCOUNT));
        metadata.setClaims(TokenClaim.ofOpenid().toList());
        return metadata;
    }
}
