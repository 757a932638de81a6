package dev.gatehouse.registry.policy;

import dev.gatehouse.contract.Endpoint;
import dev.gatehouse.decision.PathTemplate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who may call one method of one path. Immutable.
 *
 * @param alternatives sets of scopes of which a token must cover one; none at all means that no token is needed, an empty
 *     set that any token will do
 */
record Rule(Endpoint endpoint, PathTemplate path, String method, List<List<String>> alternatives) {
    /** A method as gateways take it (RFC 9110 section 9.1 has more characters), in lower case as it is registered. */
    private static final Pattern METHOD = Pattern.compile("[a-z][a-z_-]{0,30}");

    Rule {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    /** Empty where the endpoint is none of HTTP, or its method is one that no gateway takes. */
    static Optional<Rule> of(Endpoint endpoint) {
        String name = endpoint.endpoint();
        int at = name.lastIndexOf('@');
        boolean fit = name.startsWith("/")
                && at > 0
                && METHOD.matcher(name.substring(at + 1)).matches();
        return fit
                ? Optional.of(new Rule(
                        endpoint,
                        PathTemplate.of(name.substring(0, at)),
                        name.substring(at + 1).toUpperCase(Locale.ROOT),
                        alternatives(endpoint)))
                : Optional.empty();
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
        return alternatives.isEmpty();
    }

    /** Whether everybody may call this who may call the other. */
    boolean implies(Rule other) {
        return other.isPublic()
                || !isPublic()
                        && alternatives.stream()
                                .allMatch(mine -> other.alternatives.stream().anyMatch(mine::containsAll));
    }

    /** What needs both. */
    Rule and(Rule other) {
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
        return new Rule(endpoint, path, method, both);
    }

    boolean acceptsAnyToken() {
        return alternatives.stream().anyMatch(List::isEmpty);
    }
}
