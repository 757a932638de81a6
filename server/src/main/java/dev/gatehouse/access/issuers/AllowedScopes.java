package dev.gatehouse.access.issuers;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which scopes of another issuer count here.
 *
 * <p>The scopes of our own API count only where the operator says so: a rule ends in {@code *} covers them only if it
 * begins like one of them, and the administrator's scope only counts where it is written out. Immutable.
 */
final class AllowedScopes implements Predicate<String> {
    private static final String ADMINISTRATOR = "oauth.admin";
    private static final String ANY_REST = "*";

    private final Optional<List<String>> rules;
    private final Predicate<String> reserved;

    /** @param reserved whether a scope is one of our own API's, or begins like one */
    AllowedScopes(Optional<List<String>> rules, Predicate<String> reserved) {
        this.rules = rules;
        this.reserved = reserved;
    }

    @Override
    public boolean test(String scope) {
        return rules.map(listed -> listed.stream().anyMatch(rule -> covers(rule, scope)))
                .orElseGet(() -> !reserved.test(scope));
    }

    private boolean covers(String rule, String scope) {
        if (!rule.endsWith(ANY_REST)) {
            return rule.equals(scope);
        }
        String beginning = rule.substring(0, rule.length() - ANY_REST.length());
        boolean meant = !reserved.test(scope) || (reserved.test(beginning) && !scope.equals(ADMINISTRATOR));
        return meant && scope.startsWith(beginning);
    }
}
