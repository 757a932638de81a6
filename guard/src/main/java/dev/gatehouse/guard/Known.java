package dev.gatehouse.guard;

import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.decision.EndpointIndex;
import dev.gatehouse.decision.GuardedEndpoint;
import dev.gatehouse.decision.MethodParameters;
import dev.gatehouse.decision.content.ContentEndpoints;
import dev.gatehouse.decision.content.ServiceEndpoints;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a guard knows of its service at one moment. Immutable.
 *
 * @param endpoints as they are registered
 * @param rules how it is decided about
 * @param index the endpoints, compiled
 * @param entityTag of the list of endpoints; empty where it is not to be compared
 * @param resource the service's audience (RFC 8707)
 * @param keys the public keys tokens are signed with
 * @param asOf when the registry said so
 */
record Known(
        List<GuardedEndpoint> endpoints,
        DecisionRules rules,
        ServiceEndpoints index,
        String entityTag,
        String resource,
        JWKSet keys,
        TokenCheck tokens,
        Instant asOf) {

    static Known of(
            GuardOptions options,
            List<GuardedEndpoint> endpoints,
            DecisionRules rules,
            String entityTag,
            String resource,
            JWKSet keys,
            Instant asOf) {
        return new Known(
                List.copyOf(endpoints),
                rules,
                new ServiceEndpoints(
                        EndpointIndex.of(endpoints, MethodParameters.orUsual(rules.methodParameters())),
                        contentEndpoints(endpoints, rules.content())),
                entityTag,
                resource,
                keys,
                new TokenCheck(options, resource, keys),
                asOf);
    }

    private static @Nullable ContentEndpoints contentEndpoints(
            List<GuardedEndpoint> endpoints, @Nullable ContentRules content) {
        return content == null ? null : ContentEndpoints.of(content.reader(), content.resource(), endpoints);
    }

    /** The same, said again by the registry. */
    Known confirmed(Instant now) {
        return new Known(endpoints, rules, index, entityTag, resource, keys, tokens, now);
    }

    boolean hasSame(JWKSet otherKeys, String otherResource, DecisionRules otherRules) {
        return resource.equals(otherResource)
                && rules.equals(otherRules)
                && keys.toString().equals(otherKeys.toString());
    }
}
