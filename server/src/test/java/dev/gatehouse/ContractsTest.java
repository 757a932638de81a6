package dev.gatehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import dev.gatehouse.testing.OpenApiContract;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Our contracts are good OpenAPI documents, each complete in itself. */
class ContractsTest {
    static List<OpenApiContract> contracts() {
        return OpenApiContract.all();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void anIndependentParserFindsNothingToSay(OpenApiContract contract) {
        var result = new OpenAPIV3Parser().readContents(contract.document().toString(), null, new ParseOptions());

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getPaths()).hasSameSizeAs(paths(contract));
    }

    private static List<String> paths(OpenApiContract contract) {
        return contract.operations().stream()
                .map(OpenApiContract.Operation::path)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void everyReferenceLeadsToAPlaceInTheSameDocument(OpenApiContract contract) {
        List<String> broken = new ArrayList<>();
        walk("", contract.document(), (pointer, node) -> {
            String reference = node.path("$ref").asString("#");
            if (!reference.startsWith("#")
                    || contract.document().at(reference.substring(1)).isMissingNode()) {
                broken.add(pointer + " -> " + reference);
            }
        });
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void everyExampleFitsItsSchema(OpenApiContract contract) {
        Map<String, String> wrong = new TreeMap<>();
        walk("", contract.document(), (pointer, node) -> {
            if (node.has("example") && node.has("schema")) {
                String errors = contract.errors(pointer + "/schema", node.get("example"));
                if (!errors.isEmpty()) {
                    wrong.put(pointer, errors);
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyOperationSaysWhatItDoesUnderANameOfItsOwn() {
        List<OpenApiContract.Operation> operations = OpenApiContract.all().stream()
                .flatMap(contract -> contract.operations().stream())
                .toList();

        assertSoftly(softly -> operations.forEach(operation -> {
            softly.assertThat(operation.node().path("summary").asString(""))
                    .as(operation.toString())
                    .isNotBlank();
            softly.assertThat(operation.node().path("description").asString(""))
                    .as(operation.toString())
                    .isNotBlank();
        }));
        assertThat(operations.stream()
                        .map(operation -> operation.node().path("operationId").asString("")))
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    private static void walk(String pointer, JsonNode node, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(pointer, node);
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(pointer + "/" + i, node.get(i), visitor);
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = member.getKey().replace("~", "~0").replace("/", "~1");
            walk(pointer + "/" + name, member.getValue(), visitor);
        }
    }
}
