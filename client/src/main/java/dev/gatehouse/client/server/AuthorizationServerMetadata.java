package dev.gatehouse.client.server;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What an authorization server says of itself (RFC 8414, OpenID Connect Discovery). What it does not say is null or empty. */
@JsonNaming(SnakeCaseStrategy.class)
public record AuthorizationServerMetadata(
        String issuer,
        @JsonUnwrapped Addresses addresses,
        @JsonUnwrapped Supported supported,
        @JsonUnwrapped Signatures signatures) {
    /** Where its endpoints are. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Addresses(
            @Nullable URI authorizationEndpoint,
            URI tokenEndpoint,
            URI jwksUri,
            @Nullable URI registrationEndpoint,
            @Nullable URI userinfoEndpoint,
            @Nullable URI endSessionEndpoint) {}

    /** What it can do. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Supported(
            List<String> responseTypesSupported,
            List<String> grantTypesSupported,
            List<String> scopesSupported,
            List<String> tokenEndpointAuthMethodsSupported,
            List<String> subjectTypesSupported,
            List<String> uiLocalesSupported) {
        public Supported {
            responseTypesSupported = List.copyOf(responseTypesSupported);
            grantTypesSupported = List.copyOf(grantTypesSupported);
            scopesSupported = List.copyOf(scopesSupported);
            tokenEndpointAuthMethodsSupported = List.copyOf(tokenEndpointAuthMethodsSupported);
            subjectTypesSupported = List.copyOf(subjectTypesSupported);
            uiLocalesSupported = List.copyOf(uiLocalesSupported);
        }
    }

    /** Which algorithms it takes, or signs with. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Signatures(
            List<String> tokenEndpointAuthSigningAlgValuesSupported,
            List<String> idTokenSigningAlgValuesSupported,
            List<String> dpopSigningAlgValuesSupported) {
        public Signatures {
            tokenEndpointAuthSigningAlgValuesSupported = List.copyOf(tokenEndpointAuthSigningAlgValuesSupported);
            idTokenSigningAlgValuesSupported = List.copyOf(idTokenSigningAlgValuesSupported);
            dpopSigningAlgValuesSupported = List.copyOf(dpopSigningAlgValuesSupported);
        }
    }
}
