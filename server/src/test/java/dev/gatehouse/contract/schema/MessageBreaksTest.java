package dev.gatehouse.contract.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.contract.ContractReader;
import dev.gatehouse.contract.ContractType;
import dev.gatehouse.contract.MessageBreak;
import dev.gatehouse.contract.hybrid.HybridKind;
import dev.gatehouse.contract.kinds.SupportedKinds;
import dev.gatehouse.contract.openapi.OpenApiKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers notice of messages, and what they do not. */
class MessageBreaksTest {
    private static final ContractReader READER = new ContractReader(SupportedKinds.all());
    private static final String NOTHING = "nothing";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "parameters: []  | parameters: [{in: query, name: q, required: true}] | request: parameter 'q' (query) is required now (line 3 before, line 3 now)",
                "parameters: [{in: query, name: q}] | parameters: [{in: query, name: q, required: true}] | parameter 'q' (query) is required now",
                "parameters: [{in: header, name: q, required: true}] | parameters: [{in: query, name: q, required: true}] | parameter 'q' (query) is required now",
                "parameters: [] | parameters: [{in: query, name: q}] | nothing",
                "parameters: [{in: query, name: q, required: true}] | parameters: [{in: query, name: q}] | nothing",
                "parameters: [{in: query, name: q, required: true}] | parameters: [{$ref: '#/x/q'}] | parameter 'q' (query) has another type, integer in place of string",
                "parameters: [{$ref: '#/x/q'}] | parameters: [{in: query, name: q, required: true, schema: {type: number}}] | nothing",
                "parameters: [{in: query, name: q, schema: {enum: [a, b]}}] | parameters: [{in: query, name: q, schema: {enum: [a]}}] | parameter 'q' (query) has the value 'b' no more",
                "parameters: [{in: query, name: q, schema: {enum: [a]}}] | parameters: [{in: query, name: q, schema: {enum: [a, b]}}] | nothing",
                "parameters: [{in: query, name: q, schema: {type: string}}] | parameters: [{in: query, name: q, schema: {type: string, enum: [a]}}] | parameter 'q' (query) takes certain values only, 'a'",
                "parameters: [{in: path, name: id, required: true}] | parameters: [{in: path, name: key, required: true}] | nothing",
            })
    void ofParameters(String before, String after, String expected) {
        assertFound(
                before.replace("name: q, required: true}]", "name: q, required: true, schema: {type: string}}]"),
                after,
                expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "properties: {a: {}}, required: [] | properties: {a: {}}, required: [a] | member 'a' is required now",
                "type: object | type: object, required: [a] | member 'a' is required now",
                "properties: {a: {readOnly: true}} | properties: {a: {readOnly: true}}, required: [a] | nothing",
                "properties: {a: {properties: {b: {}}}} | properties: {a: {properties: {b: {}}, required: [b]}} | member 'a.b' is required now",
                "properties: {a: {items: {type: string}}} | properties: {a: {items: {type: integer}}} | member 'a[]' has another type, integer in place of string",
                "properties: {a: {type: integer}} | properties: {a: {type: number}} | nothing",
                "properties: {a: {type: number}} | properties: {a: {type: integer}} | member 'a' has another type, integer in place of number",
                "properties: {a: {type: string}} | properties: {a: {type: [string, 'null']}} | nothing",
                "properties: {a: {type: string, nullable: true}} | properties: {a: {type: string}} | member 'a' has another type, string in place of null or string",
                "properties: {a: {type: string, format: date}} | properties: {a: {type: string, format: date-time}} | member 'a' has another format, date-time in place of date",
                "properties: {a: {}} | properties: {b: {}} | nothing",
                "properties: {a: {}} | properties: {b: {}}, additionalProperties: false | member 'a' is refused now",
                "$ref: '#/x/S' | $ref: '#/x/T' | member 'z' is required now",
                "allOf: [{$ref: '#/x/S'}] | allOf: [{$ref: '#/x/S'}, {required: [y]}] | member 'y' is required now",
                "oneOf: [{$ref: '#/x/S'}, {$ref: '#/x/T'}] | oneOf: [{$ref: '#/x/S'}] | the body cannot be '#/x/T' any more",
                "$ref: '#/x/Tree' | $ref: '#/x/Tree' | nothing",
                "$ref: '#/x/Tree' | $ref: '#/x/Tree2' | member 'children[].name' is required now",
                "$ref: 'other.yaml' | $ref: 'other.yaml' | nothing",
            })
    void ofRequestBodies(String before, String after, String expected) {
        assertFound(request(before), request(after), expected.replace("children[].name", "name"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "properties: {a: {}, b: {}} | properties: {a: {}} | response 200: member 'b' is gone",
                "properties: {a: {}} | properties: {a: {}, b: {}}, required: [a, b] | nothing",
                "properties: {a: {}}, required: [a] | properties: {a: {}} | member 'a' may be absent now",
                "properties: {a: {writeOnly: true}} | type: object, properties: {} | nothing",
                "properties: {a: {type: number}} | properties: {a: {type: integer}} | nothing",
                "properties: {a: {type: integer}} | properties: {a: {type: number}} | member 'a' has another type, number in place of integer",
                "properties: {a: {type: string}} | properties: {a: {type: string, nullable: true}} | member 'a' has another type, null or string in place of string",
                "properties: {a: {enum: [x, y]}} | properties: {a: {enum: [x]}} | member 'a' has the value 'y' no more",
                "properties: {a: {enum: [x]}} | properties: {a: {enum: [x, y]}} | nothing",
                "items: {properties: {a: {}, b: {}}} | items: {properties: {b: {}}} | member '[].a' is gone",
                "additionalProperties: {type: string} | additionalProperties: {type: integer} | member '*' has another type",
                "properties: {description: {type: string}, examples: {}} | properties: {description: {}} | member 'examples' is gone",
            })
    void ofResponses(String before, String after, String expected) {
        assertFound(response(before), response(after), expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "responses: {'200': {}, '404': {}} | responses: {'200': {}} | response 404: it is gone (line 3 before, line 3 now)",
                "responses: {'200': {}, '404': {}} | responses: {'200': {}, 4XX: {}} | nothing",
                "responses: {'200': {}} | responses: {'200': {}, '201': {}} | nothing",
                "responses: {'200': {content: {a/b: {}, c/d: {}}}} | responses: {'200': {content: {a/b: {}}}} | media type 'c/d' is gone",
                "requestBody: {content: {a/b: {}}} | requestBody: {required: true, content: {a/b: {}}} | the body is required now",
                "summary: a | requestBody: {required: true, content: {a/b: {}}} | the body is required now",
                "summary: a | summary: b | nothing",
            })
    void ofTheRest(String before, String after, String expected) {
        assertFound(before, after, expected);
    }

    @Test
    void ofSwagger2() {
        String document = """
                swagger: '2.0'
                paths:
                  /a:
                    post:
                      parameters: [{in: body, name: b, schema: {properties: {x: {type: string}}}}, {in: formData, name: f, type: string}]
                      responses: {200: {schema: {$ref: '#/definitions/D'}}}
                definitions: {D: {properties: {y: {}, z: {}}}}
                """;

        assertThat(words(
                        document,
                        document.replace("x: {type: string}", "x: {type: integer}")
                                .replace("name: f, type: string", "name: f, type: boolean, required: true")
                                .replace("{y: {}, z: {}}", "{z: {}}"),
                        OpenApiKind.SWAGGER))
                .containsExactly(
                        "/a@post, request: parameter 'f' (formData) is required now (line 5 before, line 5 now)",
                        "/a@post, request: parameter 'f' (formData) has another type, boolean in place of string (line 5 before, line 5 now)",
                        "/a@post, request: member 'x' has another type, integer in place of string (line 5 before, line 5 now)",
                        "/a@post, response 200: member 'y' is gone (line 7 before, line 7 now)");
    }

    @Test
    void ofHybridSpecifications() {
        String document = """
                host: h
                service: s
                action: [{name: a, version: 1, request: {schema: {$ref: '#/schemas/q'}}}]
                schemas: {q: {properties: {x: {}}}}
                """;

        assertThat(words(
                        document,
                        document.replace("{properties: {x: {}}}", "{properties: {x: {}}, required: [x]}"),
                        HybridKind.HYBRID))
                .containsExactly("h/s/a/1, request: member 'x' is required now (line 4 before, line 4 now)");
    }

    @Test
    void areToldWhereParametersOfThePathAreCalledOtherwiseAndWherePathsShareThem() {
        String before = "openapi: 3.0.0\npaths:\n  /a/{id}:\n    get: {}\n";
        String after =
                "openapi: 3.0.0\npaths:\n  /a/{key}:\n    parameters:\n    - {in: query, name: q, required: true}\n    get: {}\n";

        assertThat(words(before, after, OpenApiKind.OPENAPI))
                .containsExactly(
                        "/a/{key}@get, request: parameter 'q' (query) is required now (line 4 before, line 5 now)");
    }

    /** One schema of many members, in the messages of many operations. */
    @Test
    void haveABound() {
        StringBuilder document = new StringBuilder("openapi: 3.0.0\npaths:\n");
        for (int path = 0; path < 3000; path++) {
            document.append("  /%d: {get: {responses: {'200': {content: {a/b: {schema: {$ref: '#/x/S'}}}}}}}\n"
                    .formatted(path));
        }
        document.append("x: {S: {properties: {");
        for (int member = 0; member < 2000; member++) {
            document.append("m%d: {type: string}, ".formatted(member));
        }
        String before = document + "}}}\n";

        assertThatThrownBy(() -> words(before, before.replace("m7: {type: string}", "m7: {}"), OpenApiKind.OPENAPI))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("more than the 3,000,000 schemas and members to compare allowed");
    }

    private static String request(String schema) {
        return "requestBody: {content: {application/json: {schema: {%s}}}}".formatted(schema);
    }

    private static String response(String schema) {
        return "responses: {'200': {content: {application/json: {schema: {%s}}}}}".formatted(schema);
    }

    private static void assertFound(String before, String after, String expected) {
        List<String> found = words(document(before), document(after), OpenApiKind.OPENAPI);
        if (expected.equals(NOTHING)) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).singleElement().asString().startsWith("/a@post, ").contains(expected);
        }
    }

    private static String document(String operation) {
        return """
                openapi: 3.1.0
                paths:
                  /a: {post: {%s}}
                x:
                  q: {in: query, name: q, required: true, schema: {type: integer}}
                  S: {properties: {y: {}}}
                  T: {properties: {z: {}}, required: [z]}
                  Tree: {properties: {name: {}, children: {items: {$ref: '#/x/Tree'}}}}
                  Tree2: {properties: {name: {}, children: {items: {$ref: '#/x/Tree2'}}}, required: [name]}
                """.formatted(operation);
    }

    private static List<String> words(String before, String after, ContractType type) {
        return READER
                .messageDiff(before.getBytes(StandardCharsets.UTF_8), after.getBytes(StandardCharsets.UTF_8), type)
                .breaks()
                .stream()
                .map(MessageBreak::words)
                .toList();
    }
}
