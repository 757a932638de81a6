package dev.gatehouse.registry.policy;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.contract.Endpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who may call one method of one path. Immutable.
 *
 * @param alternatives sets of scopes of which a token must cover one; none at all means that no token is needed, an empty
 *     set that any token will do
 */
record Rule(Endpoint endpoint, PathTemplate path, String method, List<List<String>> alternatives) {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    Rule {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    /** @throws dev.gatehouse.api.ApiException ERR12175 where the endpoint is none of HTTP */
    static Rule of(Endpoint endpoint) {
        String name = endpoint.endpoint();
        int at = name.lastIndexOf('@');
        if (!name.startsWith("/") || at < 0 || !METHODS.contains(name.substring(at + 1))) {
            throw ErrorCode.POLICY_NOT_EXPRESSIBLE.with(
                    name, "it is not a path and a method of HTTP, such as /v1/data@get");
        }
        return new Rule(
                endpoint,
                PathTemplate.of(name.substring(0, at)),
                name.substring(at + 1).toUpperCase(Locale.ROOT),
                alternatives(endpoint));
    }

    private static List<List<String>> alternatives(Endpoint endpoint) {
        if (!endpoint.requires().isEmpty()) {
            return endpoint.requires();
        }
        return endpoint.scope().isEmpty()
                ? List.of()
                : List.of(Arrays.asList(endpoint.scope().split(" ")));
    }

    boolean isPublic() {
        return alternatives.isEmpty();
    }

    boolean acceptsAnyToken() {
        return alternatives.stream().anyMatch(List::isEmpty);
    }
}
