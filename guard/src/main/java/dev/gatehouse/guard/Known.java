package dev.gatehouse.guard;

import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.decision.EndpointIndex;
import dev.gatehouse.decision.GuardedEndpoint;
import dev.gatehouse.decision.MethodParameters;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a guard knows of its service at one moment. Immutable.
 *
 * @param endpoints as they are registered
 * @param methodParameters query parameters that name methods to the service; null for the usual ones
 * @param index the endpoints, compiled
 * @param entityTag of the list of endpoints; empty where it is not to be compared
 * @param resource the service's audience (RFC 8707)
 * @param keys the public keys tokens are signed with
 * @param asOf when the registry said so
 */
record Known(
        List<GuardedEndpoint> endpoints,
        @Nullable List<String> methodParameters,
        EndpointIndex index,
        String entityTag,
        String resource,
        JWKSet keys,
        TokenCheck tokens,
        Instant asOf) {

    static Known of(
            GuardOptions options,
            List<GuardedEndpoint> endpoints,
            @Nullable List<String> methodParameters,
            String entityTag,
            String resource,
            JWKSet keys,
            Instant asOf) {
        return new Known(
                List.copyOf(endpoints),
                methodParameters,
                EndpointIndex.of(endpoints, MethodParameters.orUsual(methodParameters)),
                entityTag,
                resource,
                keys,
                new TokenCheck(options, resource, keys),
                asOf);
    }

    /** The same, said again by the registry. */
    Known confirmed(Instant now) {
        return new Known(endpoints, methodParameters, index, entityTag, resource, keys, tokens, now);
    }

    boolean hasSame(JWKSet otherKeys, String otherResource, @Nullable List<String> otherParameters) {
        return resource.equals(otherResource)
                && Objects.equals(methodParameters, otherParameters)
                && keys.toString().equals(otherKeys.toString());
    }
}
