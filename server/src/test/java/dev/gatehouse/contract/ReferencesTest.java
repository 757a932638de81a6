package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {

    @ParameterizedTest
    @CsvSource({
        "#/x-items/a~1b~0c,a/b~c",
        "#/x-items/a%2Fb%7Ec,a/b~c",
        "#/x-items/caf%C3%A9,café",
        "#/x-items/a+b,a+b",
        "#/x-items/,''",
    })
    void followsAJsonPointer(String reference, String name) {
        Contract contract = Reading.read("""
                openapi: 3.0.0
                paths: {/a: {$ref: '%s'}}
                x-items: {'%s': {get: {}}}
                """.formatted(reference, name));

        assertThat(contract.endpoints()).extracting(Endpoint::endpoint).containsExactly("/a@get");
    }

    @Test
    void followsAChainAndAListIndex() {
        Contract contract = Reading.read("""
                openapi: 3.1.0
                paths:
                  /a: {$ref: '#/paths/~1b'}
                  /b: {$ref: '#/x-list/1', put: {}}
                x-list: [0, {post: {}}]
                """);

        assertThat(contract.endpoints())
                .extracting(Endpoint::endpoint)
                .containsExactly("/a@post", "/a@put", "/b@post", "/b@put");
    }

    @Test
    void takesAPathsOwnOperationOverTheReferencedOneAndSaysSo() {
        Contract contract = Reading.read("""
                openapi: 3.1.0
                paths:
                  /a: {$ref: '#/x-item', get: {operationId: own}}
                x-item: {get: {operationId: shared}}
                """);

        assertThat(contract.endpoints()).extracting(Endpoint::operation).containsExactly("own");
        assertThat(contract.notes())
                .containsExactly("Path '/a' has 'get' both itself and behind its $ref; its own was taken.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#/x-none                 | line 2, column 14: $ref '#/x-none' leads to nothing: there is no 'x-none'",
                "#/x-item/get/deeper      | leads to nothing: there is no 'deeper'",
                "#/x-text/1               | leads to nothing: there is no '1'",
                "#/x-text                 | leads to text instead of an object",
                "#/x-list/00              | leads to nothing: there is no '00'",
                "#/x-list/7               | leads to nothing: there is no '7'",
                "#/x-list                 | leads to a list instead of an object",
                "#/definitions/a          | leads into a part that says nothing about endpoints",
                "#/%zz                    | has a broken percent-encoding",
                "#name                    | must point into this document",
                "items.yaml#/a            | must point into this document",
                "#/paths/~1a              | line 2, column 14: $ref leads in a circle",
                "#                        | leads in a circle",
            })
    void refusesAReferenceToNoPathItem(String reference, String message) {
        String document =
                "openapi: 3.0.0\npaths: {/a: {$ref: '%s'}}\nx-text: t\nx-list: [1]\nx-item: {get: {}}\ndefinitions: {a: {}}\n$ref: '#'"
                        .formatted(reference);

        assertThat(Reading.refusal(document)).contains(message);
    }

    @Test
    void s13_refusesAChainOfReferencesThatIsTooLong() {
        StringBuilder document = new StringBuilder("openapi: 3.0.0\npaths: {/a: {$ref: '#/x-0'}}\n");
        for (int index = 0; index < 40; index++) {
            document.append("x-%d: {$ref: '#/x-%d'}\n".formatted(index, index + 1));
        }

        assertThat(Reading.refusal(document + "x-40: {get: {}}")).contains("$ref leads over more than 32 others");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/x.yaml",
                "HTTPS://example.com/x.yaml#/y",
                "file:///etc/passwd",
                "//example.com/x",
                "\\\\\\\\host\\\\share",
                " http://example.com",
                "jar:file:x!/y",
                "urn:x",
                "ftp:x",
            })
    void s13_refusesAReferenceToAUrlAnywhere(String url) {
        for (String place : new String[] {
            "paths: {/a: {$ref: \"%s\"}}",
            "paths: {/a: {get: {responses: {default: {$ref: \"%s\"}}}}}",
            "paths: {/a: {get: {parameters: [{schema: {items: [{$ref: \"%s\"}]}}]}}}",
            "paths: {}\ncomponents: {securitySchemes: {a: {$ref: \"%s\"}}}",
            "paths: {}\ncomponents: {schemas: {example: {properties: {default: {$ref: \"%s\"}}}}}",
            "paths: {}\ndefinitions: {$ref: \"%s\"}",
            "paths: {}\n$ref: \"%s\"",
        }) {
            String document = "openapi: 3.0.0\n" + place.formatted(url);

            assertThat(Reading.refusal(document)).contains("leads out of the document; bundle the document");
        }
    }

    @Test
    void takesNoNoticeOfReferencesInData() {
        Contract contract = Reading.read("""
                openapi: 3.1.0
                x-note: {$ref: 'https://example.com'}
                paths:
                  /a:
                    x-note: {$ref: 'https://example.com'}
                    get:
                      x-note: [{$ref: 'https://example.com'}]
                      responses:
                        '200':
                          content:
                            application/json:
                              example: {$ref: 'https://example.com'}
                              examples: {a: {value: {$ref: 'https://example.com'}}}
                              schema:
                                default: {$ref: 'https://example.com'}
                                enum: [{$ref: 'https://example.com'}]
                                const: {$ref: 'https://example.com'}
                                properties: {$ref: {type: string}}
                """);

        assertThat(contract.endpoints()).hasSize(1);
        assertThat(contract.notes()).isEmpty();
    }

    @Test
    void countsReferencesToFilesThatHoldNoEndpoint() {
        Contract contract = Reading.read("""
                openapi: 3.0.0
                paths: {/a: {get: {responses: {default: {$ref: 'answers.yaml#/a'}}, parameters: [{$ref: ../p.yaml}]}}}
                """);

        assertThat(contract.endpoints()).hasSize(1);
        assertThat(contract.notes())
                .containsExactly("2 $ref lead to other files; none holds an endpoint, and none was followed.");
    }
}
