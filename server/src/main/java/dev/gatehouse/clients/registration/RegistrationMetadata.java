package dev.gatehouse.clients.registration;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.rp.ApplicationType;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientMetadata;
import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Json;
import dev.gatehouse.clients.Client;
import dev.gatehouse.clients.ClientInput;
import dev.gatehouse.clients.ClientKeys;
import dev.gatehouse.clients.ClientProfile;
import dev.gatehouse.clients.ClientType;
import dev.gatehouse.clients.GrantTypes;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client in the words of RFC 7591 section 2 and OpenID Connect Registration, and back. */
final class RegistrationMetadata {
    private static final Set<JWSAlgorithm> SIGNING_ALGORITHMS = Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);

    private RegistrationMetadata() {}

    /**
     * The client that the metadata ask for.
     *
     * @param before the client as it is, whose members without a word in RFC 7591 stay; null for a new one
     * @throws ApiException ERR11004 for what this server does not do
     */
    static ClientInput client(OIDCClientMetadata metadata, @Nullable Client before) {
        refuseUnsupported(metadata);
        List<String> redirectUris = texts(metadata.getRedirectionURIs());
        boolean isPublic = ClientAuthenticationMethod.NONE.equals(metadata.getTokenEndpointAuthMethod());
        return new ClientInput(
                new ClientInput.Identity(
                        before == null ? null : before.clientId(),
                        type(isPublic, before),
                        profile(metadata, redirectUris, isPublic),
                        metadata.getName() == null ? "A client without a name" : metadata.getName(),
                        before == null ? null : before.clientDesc(),
                        before == null ? null : before.ownerId(),
                        before == null ? null : before.host()),
                new ClientInput.Grants(
                        metadata.getScope() == null ? "" : metadata.getScope().toString(),
                        redirectUris,
                        texts(metadata.getPostLogoutRedirectionURIs()),
                        before == null ? null : before.customClaim(),
                        metadata.getGrantTypes().stream()
                                .map(GrantType::getValue)
                                .toList()),
                new ClientInput.Authentication(
                        metadata.getTokenEndpointAuthMethod().getValue(),
                        jwks(metadata.getJWKSet()),
                        metadata.getJWKSetURI() == null
                                ? null
                                : metadata.getJWKSetURI().toString(),
                        signingAlgorithm(metadata)),
                RegistrationProtocol.of(metadata));
    }

    private static ClientType type(boolean isPublic, @Nullable Client before) {
        if (before != null && before.isPublic() == isPublic) {
            return before.clientType();
        }
        return isPublic ? ClientType.PUBLIC : ClientType.CONFIDENTIAL;
    }

    /** What the client is registered for, as the client is told. */
    static OIDCClientMetadata of(Client client) {
        OIDCClientMetadata metadata = new OIDCClientMetadata();
        metadata.setName(client.clientName());
        metadata.setRedirectionURIs(uris(client.redirectUri()));
        metadata.setPostLogoutRedirectionURIs(uris(client.postLogoutRedirectUri()));
        metadata.setGrantTypes(client.grantTypes().stream().map(GrantType::new).collect(Collectors.toSet()));
        metadata.setResponseTypes(responseTypes(client));
        metadata.setTokenEndpointAuthMethod(new ClientAuthenticationMethod(client.tokenEndpointAuthMethod()));
        metadata.setScope(client.scope().isEmpty() ? null : Scope.parse(client.scope()));
        metadata.setJWKSet(client.jwks() == null ? null : ClientKeys.of(client));
        metadata.setJWKSetURI(client.jwksUri() == null ? null : URI.create(client.jwksUri()));
        metadata.setApplicationType(
                client.clientProfile() == ClientProfile.MOBILE ? ApplicationType.NATIVE : ApplicationType.WEB);
        metadata.setSubjectType(SubjectType.PUBLIC);
        RegistrationProtocol.addTo(metadata, client.protocol());
        metadata.setIDTokenJWSAlg(
                client.signingAlgorithm() == null ? JWSAlgorithm.RS256 : JWSAlgorithm.parse(client.signingAlgorithm()));
        return metadata;
    }

    private static void refuseUnsupported(OIDCClientMetadata metadata) {
        boolean implicit = metadata.getGrantTypes().contains(GrantType.IMPLICIT)
                || metadata.getResponseTypes().stream().anyMatch(type -> !type.equals(ResponseType.CODE));
        if (implicit) {
            throw ApiException.invalid(
                    "/response_types", "may be code only; the implicit grant is switched on by an administrator");
        }
    }

    private static @Nullable String signingAlgorithm(OIDCClientMetadata metadata) {
        JWSAlgorithm algorithm = metadata.getIDTokenJWSAlg();
        if (algorithm != null && !SIGNING_ALGORITHMS.contains(algorithm)) {
            throw ApiException.invalid("/id_token_signed_response_alg", "must be ES256 or RS256");
        }
        return algorithm == null ? null : algorithm.getName();
    }

    private static ClientProfile profile(OIDCClientMetadata metadata, List<String> redirectUris, boolean isPublic) {
        if (ApplicationType.NATIVE.equals(metadata.getApplicationType())) {
            return ClientProfile.MOBILE;
        }
        if (redirectUris.isEmpty()) {
            return ClientProfile.SERVICE;
        }
        return isPublic ? ClientProfile.BROWSER : ClientProfile.WEBSERVER;
    }

    private static Set<ResponseType> responseTypes(Client client) {
        return client.grantTypes().contains(GrantTypes.AUTHORIZATION_CODE) ? Set.of(ResponseType.CODE) : Set.of();
    }

    private static List<String> texts(Set<URI> uris) {
        return uris == null ? List.of() : uris.stream().map(URI::toString).toList();
    }

    private static @Nullable Set<URI> uris(List<String> texts) {
        return texts.isEmpty()
                ? null
                : texts.stream().map(URI::create).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static @Nullable JsonNode jwks(JWKSet keys) {
        return keys == null ? null : Json.read(keys.toString(false), JsonNode.class);
    }
}
