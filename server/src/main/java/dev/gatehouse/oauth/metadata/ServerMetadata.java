package dev.gatehouse.oauth.metadata;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import dev.gatehouse.api.Json;
import dev.gatehouse.oauth.clientauth.ClientAssertions;
import dev.gatehouse.oauth.token.SystemScopes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What this server tells about itself (RFC 8414, RFC 9728). Immutable. */
public final class ServerMetadata {
    private final String issuer;
    private final byte[] authorizationServer;
    private final byte[] openid;
    private final byte[] protectedResource;
    private final List<String> authorizationServers;

    /** @param otherIssuers those whose access tokens are taken too */
    public ServerMetadata(String issuer, List<String> otherIssuers) {
        this.issuer = issuer;
        AuthorizationServerMetadata metadata = authorizationServer(issuer);
        this.authorizationServer = bytes(metadata);
        this.openid = bytes(FrontChannelMetadata.openid(metadata));
        this.authorizationServers =
                Stream.concat(Stream.of(issuer), otherIssuers.stream()).toList();
        this.protectedResource = ownResource();
    }

    public String issuer() {
        return issuer;
    }

    public String tokenEndpoint() {
        return issuer + "/oauth2/token";
    }

    public String pushedRequestEndpoint() {
        return issuer + "/oauth2/par";
    }

    public String registrationEndpoint() {
        return issuer + "/oauth2/register";
    }

    public String introspectionEndpoint() {
        return issuer + "/oauth2/introspect";
    }

    public String revocationEndpoint() {
        return issuer + "/oauth2/revoke";
    }

    public byte[] authorizationServer() {
        return authorizationServer;
    }

    /** OpenID Connect Discovery section 3. */
    public byte[] openid() {
        return openid;
    }

    public byte[] protectedResource() {
        return protectedResource;
    }

    /** Whose tokens are taken; this server is the first. */
    public List<String> authorizationServers() {
        return authorizationServers;
    }

    private AuthorizationServerMetadata authorizationServer(String issuer) {
        AuthorizationServerMetadata metadata = new AuthorizationServerMetadata(new Issuer(issuer));
        metadata.setTokenEndpointURI(URI.create(tokenEndpoint()));
        metadata.setJWKSetURI(URI.create(issuer + "/oauth2/jwks"));
        metadata.setScopes(new Scope(SystemScopes.ALL.toArray(String[]::new)));
        metadata.setGrantTypes(
                List.of(GrantType.CLIENT_CREDENTIALS, GrantType.REFRESH_TOKEN, GrantType.TOKEN_EXCHANGE));
        List<ClientAuthenticationMethod> methods = List.of(
                ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
                ClientAuthenticationMethod.CLIENT_SECRET_POST,
                ClientAuthenticationMethod.PRIVATE_KEY_JWT);
        List<JWSAlgorithm> algorithms = ClientAssertions.ALGORITHMS.stream()
                .sorted(Comparator.comparing(JWSAlgorithm::getName))
                .toList();
        metadata.setTokenEndpointAuthMethods(methods);
        metadata.setTokenEndpointJWSAlgs(algorithms);
        metadata.setIntrospectionEndpointURI(URI.create(introspectionEndpoint()));
        metadata.setIntrospectionEndpointAuthMethods(methods);
        metadata.setIntrospectionEndpointJWSAlgs(algorithms);
        metadata.setRevocationEndpointURI(URI.create(revocationEndpoint()));
        metadata.setRevocationEndpointAuthMethods(methods);
        metadata.setRevocationEndpointJWSAlgs(algorithms);
        metadata.setRegistrationEndpointURI(URI.create(registrationEndpoint()));
        FrontChannelMetadata.addTo(metadata);
        return metadata;
    }

    private static byte[] bytes(AuthorizationServerMetadata metadata) {
        return metadata.toJSONObject().toJSONString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] ownResource() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("resource", issuer);
        metadata.put("authorization_servers", authorizationServers);
        metadata.put("jwks_uri", issuer + "/oauth2/jwks");
        metadata.put("scopes_supported", SystemScopes.ALL);
        metadata.put("bearer_methods_supported", List.of("header"));
        return Json.bytes(metadata);
    }
}
