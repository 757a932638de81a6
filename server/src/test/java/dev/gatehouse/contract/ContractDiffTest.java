package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ContractDiffTest {
    private static final List<List<String>> CHOICE = List.of(List.of("a"), List.of("b"));

    @Test
    void findsWhatCameWentAndChanged() {
        ContractDiff diff = ContractDiff.between(
                List.of(endpoint("/b@get", "b.r"), endpoint("/a@get", "a.r"), endpoint("/old@get", "")),
                Set.of("a.r", "b.r"),
                List.of(endpoint("/new@get", "n"), endpoint("/a@get", "a.w"), endpoint("/b@get", "b.r")),
                Set.of("b.r", "n", "a.w"));

        assertThat(diff.added()).containsExactly(endpoint("/new@get", "n"));
        assertThat(diff.removed()).containsExactly(endpoint("/old@get", ""));
        assertThat(diff.changed())
                .containsExactly(new ContractDiff.Change("/a@get", "a.r", "a.w", List.of(), List.of(), null, null));
        assertThat(diff.scopesAdded()).containsExactly("a.w", "n");
        assertThat(diff.scopesRemoved()).containsExactly("a.r");
        assertThat(diff.nothing()).isFalse();
    }

    @Test
    void takesNoNoticeOfTheOrderOfScopesAndAlternatives() {
        ContractDiff diff = ContractDiff.between(
                List.of(endpoint("/a@get", "x y"), new Endpoint("/b@get", "op", "a", CHOICE)),
                Set.of("x", "y"),
                List.of(new Endpoint("/b@get", "op", "b", CHOICE.reversed()), endpoint("/a@get", "y x")),
                Set.of("y", "x"));

        assertThat(diff.nothing()).isTrue();
    }

    @Test
    void noticesThatAnEndpointIsNoLongerPublic() {
        Endpoint anyToken = new Endpoint("/a@get", "op", "", List.of(List.of()));

        ContractDiff diff =
                ContractDiff.between(List.of(endpoint("/a@get", "")), Set.of(), List.of(anyToken), Set.of());

        assertThat(diff.changed())
                .containsExactly(new ContractDiff.Change("/a@get", "", "", List.of(), anyToken.requires(), null, null));
    }

    @Test
    void reportsARenamedOperationApart() {
        ContractDiff diff = ContractDiff.between(
                List.of(new Endpoint("/a@get", "before", "a", List.of())),
                Set.of(),
                List.of(new Endpoint("/a@get", "after", "a", List.of())),
                Set.of());

        assertThat(diff.changed()).isEmpty();
        assertThat(diff.renamed()).containsExactly(new ContractDiff.Renaming("/a@get", "before", "after"));
    }

    @Test
    void showsAlternativesOnlyWhereThereAreSome() {
        ContractDiff diff = ContractDiff.between(
                List.of(endpoint("/a@get", "a")),
                Set.of(),
                List.of(new Endpoint("/a@get", "op", "a", CHOICE)),
                Set.of());

        assertThat(JsonMapper.shared().writeValueAsString(diff)).isEqualTo("""
                        {"added":[],"removed":[],"changed":[{"endpoint":"/a@get","oldScope":"a","newScope":"a",\
                        "newRequires":[["a"],["b"]]}],"scopesAdded":[],"scopesRemoved":[]}""");
    }

    @Test
    void tellsThatUsersHaveToSignInMoreOften() {
        ContractDiff diff = ContractDiff.between(
                List.of(aged("/a@get", 3600), aged("/b@get", null), aged("/c@get", 60)),
                Set.of(),
                List.of(aged("/a@get", 300), aged("/b@get", 60), aged("/c@get", 60)),
                Set.of());

        assertThat(JsonMapper.shared().writeValueAsString(diff.changed())).isEqualTo("""
                        [{"endpoint":"/a@get","oldScope":"a","newScope":"a","oldMaxAge":3600,"newMaxAge":300},\
                        {"endpoint":"/b@get","oldScope":"a","newScope":"a","newMaxAge":60}]""");
    }

    private static Endpoint aged(String name, Integer maxAge) {
        return new Endpoint(name, "op", "a", List.of(), false, null, maxAge);
    }

    private static Endpoint endpoint(String name, String scope) {
        return new Endpoint(name, "op", scope, List.of());
    }
}
