package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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
                "#/definitions/a/b        | leads to nothing: there is no 'b'",
                "#/definitions/text       | leads to text instead of an object",
                "#/%zz                    | has a broken percent-encoding",
                "#name                    | must point into this document",
                "items.yaml#/a            | must point into this document",
                "#/paths/~1a              | line 2, column 14: $ref leads in a circle",
            })
    void refusesAReferenceToNoPathItem(String reference, String message) {
        String document =
                "openapi: 3.0.0\npaths: {/a: {$ref: '%s'}}\nx-text: t\nx-list: [1]\nx-item: {get: {}}\ndefinitions: {a: {}, text: t}"
                        .formatted(reference);

        assertThat(Reading.refusal(document)).contains(message);
    }

    /** Bundlers write such operations; they are what they lead to, whatever the document asks for otherwise. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "#/x-ops/d",
                "#/x-ops/chained",
                "#/components/x-ops/d",
                "#/paths/~1other/delete",
                "#/webhooks/gone/post",
                "#/components/callbacks/c/~1url/post",
                "#/components/schemas/S/x-op",
                "#/paths/~1through/delete",
            })
    void readsAnOperationWhereverItsReferenceLeads(String reference) {
        Contract contract = Reading.read("""
                openapi: 3.1.0
                paths:
                  /a: {delete: {$ref: '%s', summary: Gone}}
                  /through: {$ref: '#/paths/~1other'}
                  /other: {delete: &d {operationId: d, deprecated: true, security: [{oauth: [admin]}]}}
                webhooks: {gone: {post: *d}}
                x-ops: {d: *d, chained: {$ref: '#/x-ops/d'}}
                components:
                  x-ops: {d: *d}
                  callbacks: {c: {/url: {post: *d}}}
                  schemas: {S: {x-op: *d}}
                  securitySchemes: {oauth: {type: oauth2, flows: {implicit: {scopes: {admin: A}}}}}
                """.formatted(reference));

        assertThat(Reading.endpoint(contract, "/a@delete"))
                .isEqualTo(new Endpoint("/a@delete", "d", "admin", List.of(), true, null, null));
    }

    /** Every place where a reference can stand, each with one. */
    @Test
    void followsReferencesEverywhere() {
        Contract contract = Reading.read("""
                openapi: 3.1.0
                info: {$ref: '#/x/info'}
                servers: [{$ref: '#/x/server'}]
                security: {$ref: '#/x/security'}
                paths: {$ref: '#/x/paths'}
                components: {$ref: '#/x/components'}
                x:
                  info: {title: Referenced, version: '1'}
                  server: {url: '/{v}', variables: {$ref: '#/x/variables'}}
                  variables: {v: {$ref: '#/x/variable'}}
                  variable: {default: v7}
                  security: [{$ref: '#/x/requirement'}]
                  requirement: {oauth: {$ref: '#/x/scopes'}}
                  scopes: [{$ref: '#/x/scope'}]
                  scope: read
                  paths: {/a: {get: {}, put: {security: [{key: []}]}}}
                  components: {securitySchemes: {$ref: '#/x/schemes'}}
                  schemes: {oauth: {$ref: '#/x/oauth'}, key: {$ref: '#/x/key'}}
                  key: {type: apiKey, in: header, name: k}
                  oauth: {type: oauth2, flows: {$ref: '#/x/flows'}}
                  flows: {implicit: {$ref: '#/x/flow'}}
                  flow: {scopes: {$ref: '#/x/declared'}}
                  declared: {read: Read it}
                """);

        assertThat(contract.title()).isEqualTo("Referenced");
        assertThat(contract.endpoints())
                .containsExactly(
                        new Endpoint("/v7/a@get", "/v7/a@get", "read", List.of()),
                        new Endpoint("/v7/a@put", "/v7/a@put", "shop.w", List.of()));
        assertThat(contract.scopes())
                .containsExactly(Map.entry("read", "Read it"), Map.entry("shop.w", "write Referenced"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "paths: {/a: {get: {$ref: 'ops.yaml#/d'}}}         | line 2, column 20: $ref 'ops.yaml#/d' must point into this document",
                "paths: {/a: {get: {$ref: '#/paths/~1a/get'}}}     | line 2, column 20: $ref leads in a circle",
                "paths: {/a: {$ref: '#/paths/~1a/x/y'}}            | $ref leads in a circle",
                "paths: {/a: {get: {$ref: '#/x-p/~1a'}}}           | line 2, column 19: $ref leads to something that is no operation: it has 'get'",
                "paths: {/a: {get: {$ref: '#/components'}}}        | $ref leads to something that is no operation: it has 'securitySchemes'",
                "$ref: 'api.yaml'                                  | line 2, column 1: a document cannot be a $ref; send what it leads to",
                "$ref: '#/x-p'                                     | a document cannot be a $ref",
                "paths: {$ref: 'paths.yaml'}                       | line 2, column 9: $ref 'paths.yaml' must point into this document",
                "paths: {$ref: '#/paths'}                          | $ref leads in a circle",
                "paths: {$ref: '#/x-p', /b: {get: {}}}             | line 2, column 24: '/b' stands beside a $ref",
                "paths: {/a: {get: {$ref: '#/x-d', security: []}}} | line 2, column 35: 'security' stands beside a $ref",
                "security: {$ref: 's.yaml'}                        | $ref 's.yaml' must point into this document",
                "security: [{$ref: '#/x-r', key: []}]              | 'key' stands beside a $ref",
                "security: [{oauth: {$ref: '#/x-r'}}]              | 'oauth' is an object; it must be a list",
                "components: {$ref: 'c.yaml'}                      | $ref 'c.yaml' must point into this document",
                "servers: [{$ref: 's.yaml'}]                       | $ref 's.yaml' must point into this document",
                "info: {$ref: 'i.yaml'}                            | $ref 'i.yaml' must point into this document",
            })
    void s13_refusesReferencesThatCannotBeFollowed(String part, String message) {
        String rest = (part.startsWith("paths") ? "" : "paths: {/a: {get: {}}}\n")
                + (part.startsWith("components")
                        ? ""
                        : "components: {securitySchemes: {key: {type: apiKey}, oauth: {type: oauth2}}}\n")
                + "x-r: {}\nx-p: {/a: {get: {}}}\nx-d: {security: [{oauth: [a]}]}\n";

        assertThat(Reading.refusal("openapi: 3.0.0\n" + part + "\n" + rest)).contains(message);
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
