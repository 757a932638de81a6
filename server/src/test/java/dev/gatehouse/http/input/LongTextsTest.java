package dev.gatehouse.http.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.BodySchema;
import dev.gatehouse.api.Json;
import dev.gatehouse.testing.OpenApiContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Texts that are too long for an expression which goes deeper with every word, in every member of every body. */
class LongTextsTest {
    private static final int LENGTH = 16_000;
    private static final int STACK_BYTES = 256 * 1024;
    private static final int DEEPEST = 4;
    private static final List<OpenApiContract> CONTRACTS = OpenApiContract.all();

    @ParameterizedTest
    @ValueSource(strings = {"a", "a ", "a.", "a/", "a-", "a,", "a@", "a:", "0", "%41", "\\", "\\a", "é"})
    void s13_areReadOrRefused(String piece) throws InterruptedException {
        List<String> failed = new ArrayList<>();
        String text = piece.repeat(LENGTH / piece.length());
        Thread reading = new Thread(
                null, () -> CONTRACTS.forEach(contract -> failed.addAll(failed(contract, text))), piece, STACK_BYTES);
        reading.start();
        reading.join();
        assertThat(failed).isEmpty();
    }

    private static List<String> failed(OpenApiContract contract, String text) {
        List<String> failed = new ArrayList<>();
        JsonNode schemas = contract.document().path("components").path("schemas");
        for (Map.Entry<String, JsonNode> schema : schemas.properties()) {
            byte[] body = Json.bytes(value(contract, schema.getValue(), text, 0));
            try {
                new BodySchema<>(contract.name(), schema.getKey(), JsonNode.class).read(body);
            } catch (ApiException refused) {
                assertThat(refused.code().status()).isEqualTo(400);
            } catch (StackOverflowError e) {
                failed.add(contract.name() + " " + schema.getKey());
            }
        }
        return failed;
    }

    /** Of the form that the schema has, with the text wherever there may be one. */
    private static JsonNode value(OpenApiContract contract, JsonNode schema, String text, int depth) {
        JsonNode there = schema.has("$ref")
                ? contract.document().at(schema.get("$ref").stringValue().substring(1))
                : schema;
        if (depth == DEEPEST || !there.has("items") && !there.has("properties")) {
            return StringNode.valueOf(text);
        }
        ObjectNode object = Json.object();
        if (there.has("items")) {
            ArrayNode list = object.putArray("list");
            list.add(value(contract, there.get("items"), text, depth + 1));
            return list;
        }
        for (Map.Entry<String, JsonNode> member : there.get("properties").properties()) {
            object.set(member.getKey(), value(contract, member.getValue(), text, depth + 1));
        }
        return object;
    }
}
