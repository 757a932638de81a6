package dev.gatehouse.guard;

import java.util.List;
import java.util.Optional;

/** Finds the bearer token of a request (RFC 6750 section 2.1). Stateless. */
final class Bearer {
    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    /**
     * The token; empty where there is none. Of several fields nothing is taken that could be meant for somebody else.
     *
     * @param authorization the values of the Authorization fields
     */
    static Optional<String> in(List<String> authorization) {
        if (authorization.size() != 1) {
            return authorization.isEmpty() ? Optional.empty() : Optional.of("");
        }
        String field = authorization.get(0);
        return field.length() > SCHEME.length() && field.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(field.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
