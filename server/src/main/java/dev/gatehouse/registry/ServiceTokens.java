package dev.gatehouse.registry;

import org.jspecify.annotations.Nullable;

/**
 * What access tokens for a service are like. Immutable.
 *
 * @param scope the scopes clients pick from, separated by one space (RFC 6749 section 3.3)
 * @param signingAlgorithm what they are signed with, ES256 or RS256; null for the client's or the server's choice
 * @param resource the URI under which clients know the service, and the audience of its tokens (RFC 8707); null for the
 *     one under the issuer
 */
public record ServiceTokens(
        String scope,
        @Nullable String signingAlgorithm,
        @Nullable String resource) {
    /** As the server chooses. */
    public static final ServiceTokens USUAL = new ServiceTokens("", null, null);

    ServiceTokens withScope(String scope) {
        return new ServiceTokens(scope, signingAlgorithm, resource);
    }
}
