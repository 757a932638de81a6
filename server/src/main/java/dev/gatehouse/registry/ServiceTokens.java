package dev.gatehouse.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What access tokens for a service are like, and what decisions about them go by. Immutable.
 *
 * @param scope the scopes clients pick from, separated by one space (RFC 6749 section 3.3)
 * @param signingAlgorithm what they are signed with, ES256 or RS256; null for the client's or the server's choice
 * @param accessTokenTyp what stands in the header {@code typ} of those that are for the service alone, {@code at+jwt} or
 *     {@code JWT}; null for {@code at+jwt}
 * @param resource the URI under which clients know the service, and the audience of its tokens (RFC 8707); null for the
 *     one under the issuer
 * @param methodParameters query parameters that name another method to it; null for the usual ones
 */
public record ServiceTokens(
        String scope,
        @Nullable String signingAlgorithm,
        @Nullable String accessTokenTyp,
        @Nullable String resource,
        @Nullable List<String> methodParameters) {
    /** As the server chooses. */
    public static final ServiceTokens USUAL = new ServiceTokens("", null, null, null, null);

    public ServiceTokens {
        methodParameters = methodParameters == null ? null : List.copyOf(methodParameters);
    }

    ServiceTokens withScope(String scope) {
        return new ServiceTokens(scope, signingAlgorithm, accessTokenTyp, resource, methodParameters);
    }
}
