package dev.gatehouse.http;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import java.util.Set;
import java.util.TreeSet;

/**
 * What query parameters a route takes. Immutable.
 *
 * @param parameters those it knows
 * @param ignoresOthers whether any other is ignored, as RFC 6749 section 3.1 wants it, instead of refused by name
 */
public record QueryRule(Set<String> parameters, boolean ignoresOthers) {
    static final QueryRule NONE = new QueryRule(Set.of(), false);

    /** Any is ignored, or left to the handler. */
    static final QueryRule ANY = new QueryRule(Set.of(), true);

    public QueryRule {
        parameters = Set.copyOf(parameters);
    }

    /** Whether the query is not looked at, or read by the handler itself. */
    public boolean takesAnything() {
        return ignoresOthers && parameters.isEmpty();
    }

    /** @throws ApiException ERR12107 naming the first query parameter the route does not know */
    public void check(Iterable<String> given, String path) {
        for (String name : given) {
            if (!ignoresOthers && !parameters.contains(name)) {
                String known = parameters.isEmpty()
                        ? "it takes none"
                        : "it takes " + String.join(", ", new TreeSet<>(parameters));
                throw ErrorCode.QUERY_PARAMETER_UNKNOWN.with(name, path, known);
            }
        }
    }
}
