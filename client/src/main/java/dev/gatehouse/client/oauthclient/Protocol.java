package dev.gatehouse.client.oauthclient;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a client gets tokens, and what is in them. What is null or empty in a request is the server's choice.
 *
 * @param grantTypes how it may ask for tokens
 * @param tokenEndpointAuthMethod how it proves who it is
 * @param jwks its public keys (RFC 7517), for {@code private_key_jwt}
 * @param jwksUri where they are, in place of {@code jwks}
 * @param signingAlgorithm {@code ES256} or {@code RS256}
 * @param customClaim claims for its tokens
 * @param rules null where all is as usual
 */
public record Protocol(
        List<String> grantTypes,
        @Nullable String tokenEndpointAuthMethod,
        @Nullable JsonNode jwks,
        @Nullable String jwksUri,
        @Nullable String signingAlgorithm,
        @Nullable JsonNode customClaim,
        @JsonUnwrapped @Nullable ProtocolRules rules) {
    public Protocol {
        grantTypes = List.copyOf(grantTypes);
    }

    /** What the server chooses. */
    public static Protocol usual() {
        return grants();
    }

    /** The same by other rules. */
    public Protocol with(ProtocolRules other) {
        return new Protocol(grantTypes, tokenEndpointAuthMethod, jwks, jwksUri, signingAlgorithm, customClaim, other);
    }

    public static Protocol grants(String... grantTypes) {
        return new Protocol(List.of(grantTypes), null, null, null, null, null, null);
    }
}
