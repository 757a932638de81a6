package dev.gatehouse.oauth.metadata;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.langtag.LangTag;
import com.nimbusds.langtag.LangTagException;
import com.nimbusds.langtag.LangTagUtils;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.id.Issuer;
import dev.gatehouse.api.Json;
import dev.gatehouse.authority.SystemScopes;
import dev.gatehouse.http.auth.SentProof;
import dev.gatehouse.oauth.clientauth.ClientAssertions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What this server tells about itself (RFC 8414, RFC 9728). Immutable. */
public final class ServerMetadata {
    private final ServerEndpoints endpoints;
    private final Supported supported;
    private final byte[] authorizationServer;
    private final byte[] openid;
    private final byte[] protectedResource;
    private final List<String> authorizationServers;

    /**
     * What the parts of this server do, as they say themselves.
     *
     * @param grantTypes at the token endpoint and at the authorization endpoint
     * @param responseTypes at the authorization endpoint
     * @param languages of pages, as tags (BCP 47)
     */
    public record Supported(List<GrantType> grantTypes, List<ResponseType> responseTypes, List<String> languages) {
        public Supported {
            grantTypes = List.copyOf(grantTypes);
            responseTypes = List.copyOf(responseTypes);
            languages = List.copyOf(languages);
        }
    }

    /** @param otherIssuers those whose access tokens are taken too */
    public ServerMetadata(ServerEndpoints endpoints, Supported supported, List<String> otherIssuers) {
        this.endpoints = endpoints;
        this.supported = supported;
        AuthorizationServerMetadata metadata = describe();
        this.authorizationServer = bytes(metadata);
        this.openid = bytes(FrontChannelMetadata.openid(metadata));
        this.authorizationServers = Stream.concat(Stream.of(endpoints.issuer()), otherIssuers.stream())
                .toList();
        this.protectedResource = ownResource();
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

    private AuthorizationServerMetadata describe() {
        AuthorizationServerMetadata metadata = new AuthorizationServerMetadata(new Issuer(endpoints.issuer()));
        metadata.setTokenEndpointURI(URI.create(endpoints.token()));
        metadata.setJWKSetURI(URI.create(endpoints.keys()));
        metadata.setScopes(new Scope(SystemScopes.ALL.toArray(String[]::new)));
        metadata.setGrantTypes(supported.grantTypes());
        metadata.setResponseTypes(supported.responseTypes());
        List<ClientAuthenticationMethod> methods = List.of(
                ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
                ClientAuthenticationMethod.CLIENT_SECRET_POST,
                ClientAuthenticationMethod.PRIVATE_KEY_JWT);
        List<JWSAlgorithm> algorithms = ClientAssertions.ALGORITHMS.stream()
                .sorted(Comparator.comparing(JWSAlgorithm::getName))
                .toList();
        metadata.setTokenEndpointAuthMethods(methods);
        metadata.setTokenEndpointJWSAlgs(algorithms);
        metadata.setIntrospectionEndpointURI(URI.create(endpoints.introspection()));
        metadata.setIntrospectionEndpointAuthMethods(methods);
        metadata.setIntrospectionEndpointJWSAlgs(algorithms);
        metadata.setRevocationEndpointURI(URI.create(endpoints.revocation()));
        metadata.setRevocationEndpointAuthMethods(methods);
        metadata.setRevocationEndpointJWSAlgs(algorithms);
        metadata.setRegistrationEndpointURI(URI.create(endpoints.registration()));
        metadata.setDPoPJWSAlgs(
                SentProof.ALGORITHMS.stream().map(JWSAlgorithm::parse).toList());
        metadata.setUILocales(languages(supported.languages()));
        FrontChannelMetadata.addTo(metadata);
        return metadata;
    }

    private static List<LangTag> languages(List<String> tags) {
        try {
            return LangTagUtils.parseLangTagList(tags);
        } catch (LangTagException e) {
            throw new IllegalStateException(e); // they are tags: PageLanguages made them
        }
    }

    private static byte[] bytes(AuthorizationServerMetadata metadata) {
        return metadata.toJSONObject().toJSONString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] ownResource() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("resource", endpoints.issuer());
        metadata.put("authorization_servers", authorizationServers);
        metadata.put("jwks_uri", endpoints.keys());
        metadata.put("scopes_supported", SystemScopes.ALL);
        metadata.put("bearer_methods_supported", List.of("header"));
        metadata.put("dpop_signing_alg_values_supported", SentProof.ALGORITHMS);
        return Json.bytes(metadata);
    }
}
