package dev.gatehouse.clients;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.api.Caller;
import dev.gatehouse.api.Timestamps;
import dev.gatehouse.authority.ClientAuthority;
import dev.gatehouse.authority.approval.Applicant;
import dev.gatehouse.clients.protocol.ClientProtocol;
import dev.gatehouse.clients.scope.Scopes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An OAuth client (RFC 6749 section 2). Its secret is kept apart and never read back. In JSON the members of its parts
 * stand side by side. Immutable.
 */
public record Client(
        @JsonUnwrapped ClientIdentity identity,
        @JsonUnwrapped ClientGrants grants,
        @JsonUnwrapped ClientAuthentication authentication,
        @JsonUnwrapped ClientProtocol protocol,
        @JsonUnwrapped Timestamps times) {

    /** A confidential service with a secret that asks for tokens of its own. */
    public static Client service(String clientId, String clientName, String ownerId, String scope) {
        return new Client(
                new ClientIdentity(
                        clientId, ClientType.CONFIDENTIAL, ClientProfile.SERVICE, clientName, null, ownerId, null),
                new ClientGrants(scope, List.of(), List.of(), null, List.of(GrantTypes.CLIENT_CREDENTIALS)),
                new ClientAuthentication(AuthenticationMethods.SECRET_BASIC, null, null, null),
                ClientProtocol.USUAL,
                Timestamps.NONE);
    }

    @JsonIgnore
    public boolean isPublic() {
        return identity.clientType() == ClientType.PUBLIC;
    }

    /** Whether the client authenticates with a secret. */
    boolean usesSecret() {
        return authentication.usesSecret();
    }

    Client with(Timestamps times) {
        return new Client(identity, grants, authentication, protocol, times);
    }

    /** The same without some of the scopes that were to be given to it directly. */
    Client without(Set<String> scopes) {
        String left = Scopes.split(scope()).stream()
                .filter(scope -> !scopes.contains(scope))
                .collect(Collectors.joining(" "));
        return new Client(identity, grants.withScope(left), authentication, protocol, times);
    }

    /** Who asks for access for it. */
    public Applicant applicant(Caller caller) {
        return new Applicant(caller, clientId(), ownerId());
    }

    /** What decides about the scopes it can get. */
    ClientAuthority.Subject subject() {
        return new ClientAuthority.Subject(clientId(), ownerId(), scope());
    }

    public String clientId() {
        return identity.clientId();
    }

    public ClientType clientType() {
        return identity.clientType();
    }

    public ClientProfile clientProfile() {
        return identity.clientProfile();
    }

    public String clientName() {
        return identity.clientName();
    }

    public @Nullable String clientDesc() {
        return identity.clientDesc();
    }

    public String ownerId() {
        return identity.ownerId();
    }

    public @Nullable String host() {
        return identity.host();
    }

    public String scope() {
        return grants.scope();
    }

    public List<String> redirectUri() {
        return grants.redirectUri();
    }

    public List<String> postLogoutRedirectUri() {
        return grants.postLogoutRedirectUri();
    }

    public @Nullable JsonNode customClaim() {
        return grants.customClaim();
    }

    public List<String> grantTypes() {
        return grants.grantTypes();
    }

    public String tokenEndpointAuthMethod() {
        return authentication.tokenEndpointAuthMethod();
    }

    public @Nullable JsonNode jwks() {
        return authentication.jwks();
    }

    public @Nullable String jwksUri() {
        return authentication.jwksUri();
    }

    public @Nullable String signingAlgorithm() {
        return authentication.signingAlgorithm();
    }
}
