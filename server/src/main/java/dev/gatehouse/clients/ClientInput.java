package dev.gatehouse.clients;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A client as a caller sends it; null is what was left out. Its members are those of {@link ClientIdentity},
 * {@link ClientGrants} and {@link ClientAuthentication}. Immutable.
 */
public record ClientInput(
        @Nullable String clientId,
        @Nullable ClientType clientType,
        @Nullable ClientProfile clientProfile,
        String clientName,
        @Nullable String clientDesc,
        @Nullable String ownerId,
        @Nullable String host,
        @Nullable String scope,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> redirectUri,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> postLogoutRedirectUri,

        @Nullable JsonNode customClaim,
        @Nullable List<String> grantTypes,
        @Nullable String tokenEndpointAuthMethod,
        @Nullable JsonNode jwks,
        @Nullable String signingAlgorithm) {
    public ClientInput {
        redirectUri = redirectUri == null ? List.of() : List.copyOf(redirectUri);
        postLogoutRedirectUri = postLogoutRedirectUri == null ? List.of() : List.copyOf(postLogoutRedirectUri);
        grantTypes = grantTypes == null ? null : List.copyOf(grantTypes);
    }
}
