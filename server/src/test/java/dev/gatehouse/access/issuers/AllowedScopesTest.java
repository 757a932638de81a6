package dev.gatehouse.access.issuers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.clients.scope.ReservedScopes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AllowedScopesTest {
    private static final List<String> SCOPES = List.of(
            "orders.r", "ordering.w", "oauth.service.r", "oauth.user.w", "oauth.admin", "token-storage.secret.r");

    private static List<String> passed(String... rules) {
        return passed(Optional.of(List.of(rules)));
    }

    private static List<String> passed(Optional<List<String>> rules) {
        AllowedScopes allowed = new AllowedScopes(rules, ReservedScopes::isReserved);
        return SCOPES.stream().filter(allowed).toList();
    }

    @Test
    void s12_withoutRulesAllCountButThoseOfOurApi() {
        assertThat(passed(Optional.empty())).containsExactly("orders.r", "ordering.w");
    }

    @Test
    void withRulesTheseAlone() {
        assertThat(passed("orders.r")).containsExactly("orders.r");
        assertThat(passed("order*", "oauth.service.r")).containsExactly("orders.r", "ordering.w", "oauth.service.r");
        assertThat(passed()).isEmpty();
    }

    @Test
    void s12_anAsteriskMeansOurApiOnlyWhereItSaysSo() {
        Stream.of("*", "o*", "oauth*", "token-*")
                .forEach(rule -> assertThat(passed(rule))
                        .as(rule)
                        .doesNotContain("oauth.service.r", "oauth.user.w", "oauth.admin", "token-storage.secret.r"));
        assertThat(passed("token-storage.*")).containsExactly("token-storage.secret.r");
    }

    @Test
    void s12_theAdministratorsScopeIsWrittenOut() {
        assertThat(passed("oauth.*")).containsExactly("oauth.service.r", "oauth.user.w");
        assertThat(passed("oauth.admin*")).isEmpty();
        assertThat(passed("oauth.admin")).containsExactly("oauth.admin");
    }
}
