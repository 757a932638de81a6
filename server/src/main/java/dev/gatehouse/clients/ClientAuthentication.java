package dev.gatehouse.clients;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a client proves who it is, and how its tokens are signed. Immutable.
 *
 * @param tokenEndpointAuthMethod see {@link AuthenticationMethods}
 * @param jwks the client's public keys (RFC 7517), or null
 * @param jwksUri where they are, in place of {@code jwks}, or null
 * @param signingAlgorithm what its tokens are signed with, ES256 or RS256; null for the server's choice
 */
public record ClientAuthentication(
        String tokenEndpointAuthMethod,
        @Nullable JsonNode jwks,
        @Nullable String jwksUri,
        @Nullable String signingAlgorithm) {
    /** Whether the client authenticates with a secret. */
    boolean usesSecret() {
        return Set.of(AuthenticationMethods.SECRET_BASIC, AuthenticationMethods.SECRET_POST)
                .contains(tokenEndpointAuthMethod);
    }
}
