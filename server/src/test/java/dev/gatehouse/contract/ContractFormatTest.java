package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No contract is taken whose changes nobody would see. */
class ContractFormatTest {
    private static final Map<ContractType, String> DOCUMENTS = Map.of(
            ContractType.SWAGGER, "swagger: '2.0'\npaths: {/a: {get: {}}}",
            ContractType.OPENAPI, "openapi: 3.1.0\npaths: {/a: {get: {}}}",
            ContractType.GRAPHQL, "type Query { a: Int }",
            ContractType.HYBRID, "host: h\nservice: s\naction: [{name: a, version: 1}]");

    @ParameterizedTest
    @EnumSource
    void everyTypeHasACheckOfDifferences(ContractType type) {
        Contract contract = Reading.read(DOCUMENTS.get(type));
        Endpoint gone = new Endpoint("gone", "gone", "", List.of());

        ContractDiff diff = Reading.READER
                .differences(contract)
                .between(
                        List.of(gone),
                        Set.of("old"),
                        contract.endpoints(),
                        contract.scopes().keySet());

        assertThat(contract.type()).isEqualTo(type);
        assertThat(diff.added()).isEqualTo(contract.endpoints()).hasSize(1);
        assertThat(diff.removed()).containsExactly(gone);
        assertThat(diff.scopesRemoved()).containsExactly("old");
    }

    @Test
    void thereIsNoFormatWithoutACheckOfDifferences() {
        assertThatNullPointerException().isThrownBy(() -> new ContractFormat(new GraphqlReader(), null));
    }

    @Test
    void aTypeWithoutAFormatIsRefused() {
        ContractReader reader = new ContractReader(Map.of());

        DOCUMENTS.forEach((type, document) -> assertThatThrownBy(
                        () -> reader.read("shop", document.getBytes(StandardCharsets.UTF_8), Optional.empty()))
                .hasMessageContaining("contracts of type %s are not taken, as they cannot be compared", type.text()));
    }
}
