package dev.gatehouse.clients;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatehouse.clients.protocol.ClientProtocol;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A client as a caller sends it; null is what was left out. In JSON the members of its parts stand side by side, as those
 * of {@link Client} do. Immutable.
 */
public record ClientInput(
        @JsonUnwrapped Identity identity,
        @JsonUnwrapped Grants grants,
        @JsonUnwrapped Authentication authentication,
        @JsonUnwrapped ClientProtocol protocol) {

    /** See {@link ClientIdentity}. */
    public record Identity(
            @Nullable String clientId,
            @Nullable ClientType clientType,
            @Nullable ClientProfile clientProfile,
            String clientName,
            @Nullable String clientDesc,
            @Nullable String ownerId,
            @Nullable String host) {}

    /** See {@link ClientGrants}. */
    public record Grants(
            @Nullable String scope,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            List<String> redirectUri,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            List<String> postLogoutRedirectUri,

            @Nullable JsonNode customClaim,
            @Nullable List<String> grantTypes) {
        public Grants {
            redirectUri = redirectUri == null ? List.of() : List.copyOf(redirectUri);
            postLogoutRedirectUri = postLogoutRedirectUri == null ? List.of() : List.copyOf(postLogoutRedirectUri);
            grantTypes = grantTypes == null ? null : List.copyOf(grantTypes);
        }
    }

    /** See {@link ClientAuthentication}. */
    public record Authentication(
            @Nullable String tokenEndpointAuthMethod,
            @Nullable JsonNode jwks,
            @Nullable String jwksUri,
            @Nullable String signingAlgorithm) {}
}
