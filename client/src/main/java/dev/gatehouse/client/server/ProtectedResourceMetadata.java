package dev.gatehouse.client.server;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What is said of a resource (RFC 9728).
 *
 * @param resource what to name at the token endpoint
 * @param authorizationServers who issues tokens for it
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ProtectedResourceMetadata(
        String resource,
        List<String> authorizationServers,
        @Nullable URI jwksUri,
        List<String> scopesSupported,
        List<String> bearerMethodsSupported,
        List<String> dpopSigningAlgValuesSupported,
        @Nullable String resourceName) {
    public ProtectedResourceMetadata {
        authorizationServers = List.copyOf(authorizationServers);
        scopesSupported = List.copyOf(scopesSupported);
        bearerMethodsSupported = List.copyOf(bearerMethodsSupported);
        dpopSigningAlgValuesSupported = List.copyOf(dpopSigningAlgValuesSupported);
    }
}
