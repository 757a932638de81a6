package dev.gatehouse.clients;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * An OAuth client (RFC 6749 section 2). Its secret is kept apart and never read back. Immutable.
 *
 * @param ownerId the user who answers for the client, and whom its own tokens act as
 * @param host where the client runs, for people
 * @param scope what was given to the client directly, separated by space
 * @param redirectUri one or several, compared exactly; a single one is written as a string
 * @param customClaim claims for the client's tokens, an object, or null
 * @param grantTypes see {@link GrantTypes}
 * @param tokenEndpointAuthMethod see {@link AuthenticationMethods}
 * @param jwks the client's public keys (RFC 7517), or null
 * @param signingAlgorithm what its tokens are signed with, ES256 or RS256; null for the server's choice
 */
public record Client(
        String clientId,
        ClientType clientType,
        ClientProfile clientProfile,
        String clientName,
        String clientDesc,
        String ownerId,
        String host,
        String scope,

        @JsonFormat(
                with = {
                    JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                    JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED
                })
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> redirectUri,

        @JsonFormat(
                with = {
                    JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                    JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED
                })
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> postLogoutRedirectUri,

        JsonNode customClaim,
        List<String> grantTypes,
        String tokenEndpointAuthMethod,
        JsonNode jwks,
        String signingAlgorithm,
        Instant createDt,
        Instant updateDt) {
    public Client {
        redirectUri = redirectUri == null ? List.of() : List.copyOf(redirectUri);
        postLogoutRedirectUri = postLogoutRedirectUri == null ? List.of() : List.copyOf(postLogoutRedirectUri);
        grantTypes = grantTypes == null ? null : List.copyOf(grantTypes);
    }

    /** A confidential service with a secret that asks for tokens of its own. */
    public Client(String clientId, String clientName, String ownerId, String scope) {
        this(
                clientId,
                ClientType.CONFIDENTIAL,
                ClientProfile.SERVICE,
                clientName,
                null,
                ownerId,
                null,
                scope,
                List.of(),
                List.of(),
                null,
                List.of(GrantTypes.CLIENT_CREDENTIALS),
                AuthenticationMethods.SECRET_BASIC,
                null,
                null,
                null,
                null);
    }

    @JsonIgnore
    public boolean isPublic() {
        return clientType == ClientType.PUBLIC;
    }

    /** Whether the client authenticates with a secret. */
    boolean usesSecret() {
        return Set.of(AuthenticationMethods.SECRET_BASIC, AuthenticationMethods.SECRET_POST)
                .contains(tokenEndpointAuthMethod);
    }

    Client withIdAndOwner(String clientId, String ownerId) {
        return with(clientId, ownerId, createDt, updateDt);
    }

    Client withTimes(Instant createDt, Instant updateDt) {
        return with(clientId, ownerId, createDt, updateDt);
    }

    private Client with(String clientId, String ownerId, Instant createDt, Instant updateDt) {
        return new Client(
                clientId,
                clientType,
                clientProfile,
                clientName,
                clientDesc,
                ownerId,
                host,
                scope,
                redirectUri,
                postLogoutRedirectUri,
                customClaim,
                grantTypes,
                tokenEndpointAuthMethod,
                jwks,
                signingAlgorithm,
                createDt,
                updateDt);
    }
}
