package dev.gatehouse.fuzz;

import dev.gatehouse.access.BearerTokenTexts;
import dev.gatehouse.access.issuers.ForeignTokenTexts;
import dev.gatehouse.clients.JwkSets;
import dev.gatehouse.oauth.clientauth.AssertionTexts;
import dev.gatehouse.oauth.message.FormTexts;
import dev.gatehouse.vault.portservice.PortTokenTexts;
import dev.gatehouse.vault.vendor.VendorAnswers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes strangers send, they are read or refused: no other exception, no stack or heap that ends, no endless work. */
class ParserFuzzTest {
    private static final String OURS = "dev.gatehouse.**";
    private static final String WITH_YAML = OURS + ":org.snakeyaml.engine.**";
    private static final String WITH_GRAPHQL = OURS + ":graphql.**";
    private static final String WITH_JOSE = OURS + ":com.nimbusds.**";

    static Stream<Arguments> readers() {
        return Stream.of(
                read("contracts", WITH_YAML, List.of(ContractDocuments.class)),
                read("schemas", WITH_GRAPHQL, List.of(GraphqlSchemas.class)),
                read("queries", WITH_GRAPHQL, List.of(GraphqlQueries.class)),
                read("paths", OURS, List.of(RequestPaths.class)),
                read("json", WITH_JOSE, List.of(JsonBodies.class, JwkSets.class, VendorAnswers.class)),
                read("fields", OURS, List.of(FieldValues.class)),
                read("forms", WITH_JOSE, List.of(FormTexts.class)),
                read(
                        "tokens",
                        WITH_JOSE,
                        List.of(
                                BearerTokenTexts.class,
                                ForeignTokenTexts.class,
                                AssertionTexts.class,
                                PortTokenTexts.class)));
    }

    private static Arguments read(String name, String watched, List<Class<? extends Reader>> readers) {
        return Arguments.of(name, watched, readers);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readers")
    void s13_bytesAreReadOrRefused(String name, String watched, List<Class<? extends Reader>> readers)
            throws Exception {
        Fuzzing.feed(name, watched, readers);
    }
}
