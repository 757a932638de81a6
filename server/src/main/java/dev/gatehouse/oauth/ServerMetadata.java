package dev.gatehouse.oauth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import dev.gatehouse.http.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What this server tells about itself (RFC 8414, RFC 9728). Immutable. */
final class ServerMetadata {
    private final String issuer;
    private final byte[] authorizationServer;
    private final byte[] openid;
    private final byte[] protectedResource;
    private final List<String> authorizationServers;

    /** @param otherIssuers those whose access tokens are taken too */
    ServerMetadata(String issuer, List<String> otherIssuers) {
        this.issuer = issuer;
        AuthorizationServerMetadata metadata = authorizationServer(issuer);
        this.authorizationServer = bytes(metadata);
        this.openid = bytes(FrontChannelMetadata.openid(metadata));
        this.authorizationServers =
                Stream.concat(Stream.of(issuer), otherIssuers.stream()).toList();
        this.protectedResource = ownResource();
    }

    String issuer() {
        return issuer;
    }

    String tokenEndpoint() {
        return issuer + "/oauth2/token";
    }

    String pushedRequestEndpoint() {
        return issuer + "/oauth2/par";
    }

    String registrationEndpoint() {
        return issuer + "/oauth2/register";
    }

    String introspectionEndpoint() {
        return issuer + "/oauth2/introspect";
    }

    String revocationEndpoint() {
        return issuer + "/oauth2/revoke";
    }

    byte[] authorizationServer() {
        return authorizationServer;
    }

    /** OpenID Connect Discovery section 3. */
    byte[] openid() {
        return openid;
    }

    byte[] protectedResource() {
        return protectedResource;
    }

    /** Whose tokens are taken; this server is the first. */
    List<String> authorizationServers() {
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
