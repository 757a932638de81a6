package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.contract.document.MemberFilter;
import dev.gatehouse.contract.document.Notes;
import dev.gatehouse.contract.document.StandardFilter;
import dev.gatehouse.contract.graphql.GraphqlKind;
import dev.gatehouse.contract.hybrid.HybridKind;
import dev.gatehouse.contract.kinds.SupportedKinds;
import dev.gatehouse.contract.openapi.OpenApiKind;
import dev.gatehouse.testing.OpenApiContract;
import dev.gatehouse.testing.ToyKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Kinds of contracts plug in, and no contract is taken whose changes nobody would see. */
class ContractKindsTest {
    private static final String TOY = "{\"toy\": \"Duck\", \"calls\": {\"quack\": \"noise\"}}";
    private static final ContractReader TOYS = new ContractReader(new ContractKinds(List.of(new ToyKind())));

    static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of(OpenApiKind.SWAGGER, "swagger: '2.0'\npaths: {/a: {get: {}}}"),
                Arguments.of(OpenApiKind.OPENAPI, "openapi: 3.1.0\npaths: {/a: {get: {}}}"),
                Arguments.of(GraphqlKind.GRAPHQL, "type Query { a: Int }"),
                Arguments.of(HybridKind.HYBRID, "host: h\nservice: s\naction: [{name: a, version: 1}]"));
    }

    @Test
    void everyTypeHasADocumentHere() {
        assertThat(documents().map(given -> ((ContractType) given.get()[0]).text()))
                .containsExactlyInAnyOrder(SupportedKinds.all().names().split(", "));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyTypeHasACheckOfDifferences(ContractType type, String document) {
        Contract contract = Reading.read(document);
        Endpoint gone = new Endpoint("gone", "gone", "", List.of());

        ContractDiff diff = SupportedKinds.all()
                .find(contract.type())
                .orElseThrow()
                .difference(
                        List.of(gone),
                        Set.of("old"),
                        contract.endpoints(),
                        contract.scopes().keySet());

        assertThat(contract.type()).isEqualTo(type);
        assertThat(diff.added()).isEqualTo(contract.endpoints()).hasSize(1);
        assertThat(diff.removed()).containsExactly(gone);
        assertThat(diff.scopesRemoved()).containsExactly("old");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aTypeWithoutAKindIsRefused(ContractType type, String document) {
        assertThatThrownBy(() -> read(TOYS, document, Optional.empty()))
                .hasMessageContaining("type is not recognisable");
        assertThatThrownBy(() -> read(TOYS, document, Optional.of(type)))
                .hasMessageContaining("contracts of type %s are not taken, as they cannot be compared", type.text());
    }

    @Test
    void aKindIsReadOnceItIsListed() {
        Contract contract = read(TOYS, TOY, Optional.empty());

        assertThat(contract.type()).isEqualTo(ToyKind.TOY);
        assertThat(contract.title()).isEqualTo("Duck");
        assertThat(contract.mediaType()).isEqualTo("application/toy");
        assertThat(contract.endpoints()).containsExactly(new Endpoint("toy:quack", "quack", "noise", List.of()));
        assertThat(Reading.refusal(TOY)).contains("its type is not recognisable");
    }

    @Test
    void messagesNameEveryKind() {
        ContractReader reader = new ContractReader(
                new ContractKinds(List.of(new OpenApiKind(), new GraphqlKind(), new HybridKind(), new ToyKind())));

        assertThatThrownBy(() -> read(reader, "info: {}", Optional.empty()))
                .hasMessageContaining(
                        "there is no 'openapi' and no 'swagger' member, no 'action' with 'service', no 'toy',"
                                + " and no GraphQL definition at the beginning; OpenAPI 2.0, 3.0, 3.1 and 3.2 are read,"
                                + " GraphQL schemas, hybrid specifications and toys.");
        assertThat(Reading.refusal("info: {}"))
                .contains(
                        "its type is not recognisable: there is no 'openapi' and no 'swagger' member, no 'action' with"
                                + " 'service', and no GraphQL definition at the beginning; OpenAPI 2.0, 3.0, 3.1 and 3.2 are read,"
                                + " GraphQL schemas and hybrid specifications.");
        assertThatThrownBy(() -> read(TOYS, "info: {}", Optional.empty()))
                .hasMessageContaining("there is no 'toy'; toys are read.");
    }

    @Test
    void noTwoKindsClaimTheSame() {
        ContractKind drawn = keeping("drawings", StandardFilter.KEEP);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContractKinds(List.of(new ToyKind(), new ToyKind())))
                .withMessage("two contract kinds claim the type toy");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContractKinds(List.of(new ToyKind(), drawn)))
                .withMessage("two contract kinds keep 'drawings' in different ways");
        assertThat(new ContractKinds(List.of(new ToyKind(), keeping("drawings", StandardFilter.SKIM))).names())
                .isEqualTo("toy, drawn");
    }

    @Test
    void ourContractListsEveryType() {
        JsonNode registry = OpenApiContract.all().stream()
                .filter(contract -> contract.name().equals("registry.yaml"))
                .findFirst()
                .orElseThrow()
                .document();

        List<String> listed = registry.findValues("enum").stream()
                .map(values -> String.join(
                        ", ", values.valueStream().map(JsonNode::asString).toList()))
                .filter(values -> values.startsWith("swagger"))
                .toList();

        assertThat(listed).hasSize(4).containsOnly(SupportedKinds.all().names());
    }

    private static Contract read(ContractReader reader, String document, Optional<ContractType> declared) {
        return reader.read("shop", document.getBytes(StandardCharsets.UTF_8), declared);
    }

    private static ContractKind keeping(String member, MemberFilter filter) {
        return new ContractKind() {
            @Override
            public List<ContractType> types() {
                return List.of(new ContractType("drawn"));
            }

            @Override
            public String documents() {
                return "drawings";
            }

            @Override
            public String missing() {
                return "no drawing";
            }

            @Override
            public Optional<ContractType> recognise(ContractDocument document, String supported) {
                return Optional.empty();
            }

            @Override
            public Map<String, MemberFilter> rootMembers() {
                return Map.of(member, filter);
            }

            @Override
            public ContractContent read(ContractType type, ContractDocument document, Notes notes) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
