package dev.gatehouse.registry.policy;

import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.contract.HttpEndpoint;
import dev.gatehouse.decision.PathTemplate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who may call one method of one path. Immutable.
 *
 * @param alternatives sets of scopes of which a token must cover one; none at all means that no token is needed, an empty
 *     set that any token will do
 * @param refused whether nobody may, as what it needs cannot be told
 */
record Rule(Endpoint endpoint, PathTemplate path, String method, List<List<String>> alternatives, boolean refused) {
    /** A method as gateways take it (RFC 9110 section 9.1 has more characters). */
    private static final Pattern METHOD = Pattern.compile("[A-Z][A-Z_-]{0,30}");

    Rule {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    /** Empty where the endpoint is none of HTTP, or its method is one that no gateway takes. */
    static Optional<Rule> of(Endpoint endpoint) {
        return HttpEndpoint.of(endpoint.endpoint())
                .filter(meant -> METHOD.matcher(meant.method()).matches())
                .map(meant -> new Rule(endpoint, meant.path(), meant.method(), alternatives(endpoint), false));
    }

    private static List<List<String>> alternatives(Endpoint endpoint) {
        if (!endpoint.requires().isEmpty()) {
            return endpoint.requires();
        }
        return endpoint.scope().isEmpty()
                ? List.of()
                : List.of(Arrays.asList(endpoint.scope().split(" ")));
    }

    /** The path as it is registered. */
    String registeredPath() {
        return endpoint.endpoint().substring(0, endpoint.endpoint().lastIndexOf('@'));
    }

    boolean isPublic() {
        return alternatives.isEmpty() && !refused;
    }

    /** Whether everybody may call this who may call the other. */
    boolean implies(Rule other) {
        if (refused || other.refused) {
            return refused;
        }
        return other.isPublic()
                || !isPublic()
                        && alternatives.stream()
                                .allMatch(mine -> other.alternatives.stream().anyMatch(mine::containsAll));
    }

    /** What needs both. */
    Rule and(Rule other) {
        if (refused || other.refused) {
            return refused ? this : other;
        }
        if (isPublic() || other.isPublic()) {
            return isPublic() ? other : this;
        }
        List<List<String>> both = alternatives.stream()
                .flatMap(mine -> other.alternatives.stream()
                        .map(theirs -> Stream.concat(mine.stream(), theirs.stream())
                                .distinct()
                                .toList()))
                .distinct()
                .toList();
        return new Rule(endpoint, path, method, both, false);
    }

    /** The same for nobody. */
    Rule refusing() {
        return new Rule(endpoint, path, method, alternatives, true);
    }

    boolean acceptsAnyToken() {
        return alternatives.stream().anyMatch(List::isEmpty);
    }
}
