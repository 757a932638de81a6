package dev.gatehouse.clients.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What follows from links, without a database. */
class RequirementTest {
    private static Requirement needs(String scope) {
        return Requirement.of(scope, List.of(), List.of());
    }

    private static Requirement oneOf(String... alternatives) {
        return Requirement.of(
                alternatives[0], Stream.of(alternatives).map(Scopes::split).toList(), List.of());
    }

    @Test
    void ownScopesComeFirstAndAreNeverLost() {
        assertThat(Requirement.effectiveScope("z y", List.of(needs("a b"), needs("y"))))
                .containsExactly("z", "y", "a", "b");
    }

    @Test
    void whatIsPublicOrAcceptsAnyTokenAddsNothing() {
        assertThat(Requirement.effectiveScope(
                        "", List.of(needs(""), Requirement.of("", List.of(List.of()), List.of()))))
                .isEmpty();
    }

    @Test
    void anAlternativeThatIsCoveredAlreadyAddsNothing() {
        assertThat(Requirement.effectiveScope("c", List.of(oneOf("a b", "c")))).containsExactly("c");
        assertThat(Requirement.effectiveScope("", List.of(oneOf("a", "b"), needs("b"))))
                .as("covered by another endpoint, whatever the order")
                .containsExactly("b");
    }

    @Test
    void otherwiseTheFirstAlternativeIsAdded() {
        assertThat(Requirement.effectiveScope("a", List.of(oneOf("a b", "c d"))))
                .containsExactly("a", "b");
    }

    @Test
    void reservedScopesNeedSomebodyWhoVouched() {
        Requirement alternatives = oneOf("oauth.admin", "plain");
        Requirement certain = needs("plain.w oauth.admin");

        assertThat(Requirement.effectiveScope("", List.of(alternatives, certain)))
                .containsExactly("plain");
        assertThat(Requirement.effectiveScope("", List.of(certain.vouchedFor(Set.of("oauth.admin")::contains))))
                .containsExactly("plain.w", "oauth.admin");
        assertThat(Requirement.effectiveScope("oauth.admin", List.of(certain)))
                .containsExactly("oauth.admin", "plain.w");
    }
}
