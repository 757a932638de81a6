package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.contract.graphql.GraphqlKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The contracts that {@code docs/registry.md} shows. */
class DocumentedContractsTest {

    @Test
    void theGraphqlSchemaHasTheEndpointsItSays() throws IOException {
        Contract contract = Reading.read(block("graphql"));

        assertThat(contract.type()).isEqualTo(GraphqlKind.GRAPHQL);
        assertThat(contract.endpoints())
                .extracting(Endpoint::endpoint, Endpoint::scope)
                .containsExactly(
                        tuple("Mutation.placeOrder", "shop.write"),
                        tuple("Query.me", ""),
                        tuple("Query.openingHours", ""),
                        tuple("Query.orders", "orders.r"));
        assertThat(Reading.endpoint(contract, "Query.orders").requires())
                .containsExactly(List.of("orders.r"), List.of("orders.admin"));
        assertThat(Reading.endpoint(contract, "Query.me").requires()).containsExactly(List.of());
    }

    @Test
    void theHybridSpecificationHasTheEndpointItSays() throws IOException {
        assertThat(Reading.read(block("yaml")).endpoints())
                .containsExactly(
                        new Endpoint("example.net/rules/createRule/0.1.0", "createRule", "rules.w", List.of()));
    }

    private static String block(String language) throws IOException {
        Matcher block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/registry.md")));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}
