package dev.gatehouse.client.oauthclient;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Client metadata (RFC 7591 section 2). What is null or empty is left out.
 *
 * @param scope separated by one space
 * @param jwks its public keys (RFC 7517)
 * @param applicationType {@code native} for an application on a device
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ClientMetadata(
        @Nullable String clientName,
        @Nullable String scope,
        @Nullable String tokenEndpointAuthMethod,
        @Nullable String applicationType,
        List<String> grantTypes,
        List<String> responseTypes,
        @JsonUnwrapped Uris uris,
        @Nullable JsonNode jwks) {
    public ClientMetadata {
        grantTypes = List.copyOf(grantTypes);
        responseTypes = List.copyOf(responseTypes);
    }

    /**
     * Where browsers are sent, and where the client's keys are.
     *
     * @param jwksUri in place of {@code jwks}
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Uris(
            List<String> redirectUris,
            List<String> postLogoutRedirectUris,
            @Nullable String jwksUri) {
        public Uris {
            redirectUris = List.copyOf(redirectUris);
            postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
        }
    }

    public static ClientMetadata of(String clientName, List<String> grantTypes, List<String> redirectUris) {
        return new ClientMetadata(
                clientName, null, null, null, grantTypes, List.of(), new Uris(redirectUris, List.of(), null), null);
    }
}
