package dev.gatehouse.http.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.api.Json;
import dev.gatehouse.http.RawAnswer;
import dev.gatehouse.testing.OpenApiContract;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every parameter, field and member that the contracts tell of, with characters that no text here may hold. */
class HostileInputTest {
    private static final String HOSTILE = "HOSTILE";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    /** As queries and forms have them; no UTF-8 stands for half a surrogate pair. */
    private static final List<String> ENCODED =
            List.of("%00", "%01", "%08", "%1b", "%1F", "%7f", "%c2%85", "%ed%a0%80", "%ed%b0%80", "%ff", "%c0%80");

    private static final List<String> ESCAPED = List.of(
            "\\u0000", "\\u0001", "\\b", "\\u001b", "\\u007f", "\\u0085", "\\ud800", "\\udc00", "\\udc00\\ud800");

    private static final List<String> RAW = List.of("\0", "\u0001", "\b", "\u001b", "\u007f");

    private static FilledServer filled;

    @BeforeAll
    static void fill() {
        filled = new FilledServer();
    }

    @AfterAll
    static void stop() {
        filled.close();
    }

    /** Gateways ask about requests of others, whose queries and bodies are theirs. */
    private static Stream<OpenApiContract.Operation> operations() {
        return OpenApiContract.allOperations().stream()
                .filter(operation -> !operation.path().startsWith("/access/"));
    }

    private static RawAnswer send(OpenApiContract.Operation operation, String query, String type, String body) {
        String target = filled.path(operation) + (query.isEmpty() ? "" : "?" + query);
        return operation.path().equals("/oauth2/register/{clientId}")
                ? filled.open().sendAs(filled.registrationToken(), operation.method(), filled.registered(), type, body)
                : filled.sender(operation).send(operation.method(), target, type, body);
    }

    private static void refused(RawAnswer answer, OpenApiContract.Operation operation, String sent) {
        assertThat(answer.status())
                .as("%s %s: %s", operation.signature(), sent, answer.text())
                .isEqualTo(400);
    }

    @Test
    void noQueryParameterHoldsAControlCharacterOrHalfAPair() {
        Map<String, String> before = filled.content();

        operations()
                .forEach(operation -> operation
                        .queryParameters()
                        .forEach(name -> ENCODED.forEach(hostile -> {
                            String query = name + "=a" + hostile;
                            refused(send(operation, query, JSON, ""), operation, query);
                        })));
        assertThat(filled.content()).isEqualTo(before);
    }

    @Test
    void noHeaderParameterHoldsAControlCharacter() {
        OpenApiContract.allOperations()
                .forEach(operation -> operation
                        .headerParameters()
                        .forEach(name -> RAW.forEach(hostile -> {
                            String field = name + ": a" + hostile + "b";
                            String target = filled.path(operation);
                            refused(
                                    filled.sender(operation).send(operation.method(), target, JSON, "", field),
                                    operation,
                                    field);
                        })));
    }

    @Test
    void noFieldOfAFormHoldsAControlCharacterOrHalfAPair() {
        Map<String, String> before = filled.content();

        operations()
                .forEach(operation -> RequestBodies.fields(operation, FORM)
                        .forEach(name -> ENCODED.forEach(hostile -> {
                            String body = URLEncoder.encode(name, StandardCharsets.UTF_8) + "=a" + hostile;
                            refused(send(operation, "", FORM, body), operation, body);
                        })));
        assertThat(filled.content()).isEqualTo(before);
    }

    @Test
    void noMemberOfABodyHoldsAControlCharacterOrHalfAPair() {
        Map<String, String> before = filled.content();

        operations()
                .forEach(operation -> bodies(operation)
                        .forEach(body -> ESCAPED.forEach(hostile -> {
                            String sent = body.replace(HOSTILE, "a" + hostile);
                            refused(send(operation, "", JSON, sent), operation, sent);
                        })));
        assertThat(filled.content()).isEqualTo(before);
    }

    /** The example, once for each text in it, and with each text that it leaves out, in whose place there is a mark. */
    private static List<String> bodies(OpenApiContract.Operation operation) {
        JsonNode content = RequestBodies.content(operation, JSON);
        List<String> bodies = new ArrayList<>();
        if (content.path("example").isMissingNode() && !content.path("schema").has("$ref")) {
            return bodies;
        }
        JsonNode example = content.has("example") ? content.get("example") : Json.object();
        mark(example, example, bodies);
        RequestBodies.schema(operation, content).path("properties").properties().forEach(property -> {
            if (example instanceof ObjectNode object && isText(property.getValue())) {
                bodies.add(Json.text(object.deepCopy().put(property.getKey(), HOSTILE)));
            }
        });
        if (example instanceof ObjectNode object) {
            bodies.add(Json.text(object.deepCopy().put("a" + HOSTILE, "b")));
        }
        return bodies;
    }

    private static boolean isText(JsonNode schema) {
        return schema.path("type").toString().contains("\"string\"");
    }

    private static void mark(JsonNode whole, JsonNode part, List<String> bodies) {
        if (part instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                JsonNode value = object.get(name);
                if (value.isString()) {
                    object.put(name, HOSTILE);
                    bodies.add(Json.text(whole));
                    object.set(name, value);
                }
                mark(whole, value, bodies);
            }
        }
        if (part instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode value = array.get(i);
                if (value.isString()) {
                    array.set(i, HOSTILE);
                    bodies.add(Json.text(whole));
                    array.set(i, value);
                }
                mark(whole, value, bodies);
            }
        }
    }
}
