package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OpenAPI 3.2 added. */
class OpenApi32Test {
    private static final String DOCUMENT = """
            openapi: 3.2.0
            $self: https://api.example.org/contracts/shop
            info: {title: Shop, version: '1'}
            servers: [{url: /v1, name: first}]
            paths:
              /items:
                query: {operationId: find, security: [{oauth: [read]}]}
                additionalOperations:
                  COPY: {operationId: copy, security: [{'#/components/securitySchemes/oauth': [write]}]}
                  PROPFIND: {security: [{key: []}]}
                  LINK: {$ref: 'https://api.example.org/contracts/shop#/x-ops/link'}
                  UNLINK: {$ref: 'shop#/x-ops/link'}
            x-ops: {link: {security: [{oauth: [write]}]}}
            components:
              mediaTypes: {a: {schema: {$ref: '#/components/schemas/none'}}}
              securitySchemes:
                key: {type: apiKey, in: header, name: k, deprecated: true}
                oauth:
                  type: oauth2
                  oauth2MetadataUrl: https://id.example.org/.well-known/oauth-authorization-server
                  flows:
                    deviceAuthorization:
                      deviceAuthorizationUrl: https://id.example.org/device
                      tokenUrl: https://id.example.org/token
                      scopes: {read: See, write: Change}
            """;

    @Test
    void readsItsMethodsItsNameAndItsSchemes() {
        Contract contract = Reading.read(DOCUMENT);

        assertThat(contract.endpoints())
                .containsExactly(
                        new Endpoint("/v1/items@copy", "copy", "write", List.of()),
                        new Endpoint("/v1/items@link", "/v1/items@link", "write", List.of()),
                        new Endpoint("/v1/items@propfind", "/v1/items@propfind", "shop.r", List.of()),
                        new Endpoint("/v1/items@query", "find", "read", List.of()),
                        new Endpoint("/v1/items@unlink", "/v1/items@unlink", "write", List.of()));
        assertThat(contract.scopes()).containsEntry("read", "See").containsEntry("write", "Change");
        assertThat(contract.notes())
                .containsExactly(
                        "Security scheme 'key' at line 17 is deprecated.",
                        "Asking for 'key' (apiKey) only, and not for OAuth 2 or OpenID Connect:"
                                + " /v1/items@propfind (line 10); they need shop.r or shop.w.");
    }

    @Test
    void earlierVersionsKnowNeitherAndSaySo() {
        Contract contract = Reading.read("""
                openapi: 3.1.0
                paths:
                  /items:
                    get: {}
                    query: {}
                    additionalOperations: {COPY: {}}
                    x-oai-additionalOperations: {LOCK: {}}
                """);

        assertThat(contract.endpoints()).extracting(Endpoint::endpoint).containsExactly("/items@get", "/items@lock");
        assertThat(contract.notes())
                .containsExactly(
                        "Path '/items' has 'query' at line 5, which is no method that OpenAPI 3.0 and 3.1 knows; it was left out.",
                        "Path '/items' has 'additionalOperations' at line 6, which is no method that OpenAPI 3.0 and 3.1"
                                + " knows; it was left out.");
        assertThat(Reading.refusal(DOCUMENT.replace("openapi: 3.2.0", "openapi: 3.1.0")
                        .replace("additionalOperations", "x-oai-additionalOperations")))
                .contains("leads out of the document");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "additionalOperations: {POST: {}}         | line 3, column 37: method 'POST' has a member of its own in a path, 'post'",
                "additionalOperations: {query: {}}        | method 'query' has a member of its own",
                "additionalOperations: {'A B': {}}        | 'A B' is no method (RFC 9110)",
                "additionalOperations: {COPY: {}, copy: {}} | endpoint '/a@copy' is there already, at line 3",
                "additionalOperations: []                 | 'additionalOperations' is a list; it must be an object",
                "get: {$ref: 'https://elsewhere.example.org/shop#/x'} | leads out of the document",
                "get: {security: [{'#/components/none': []}]} | leads to nothing: there is no 'components'",
                "get: {security: [{'other.yaml#/x': []}]} | must point into this document",
            })
    void refusesWhatCannotBeRead(String member, String message) {
        assertThat(Reading.refusal(
                        "openapi: 3.2.0\n$self: https://api.example.org/shop\npaths: {/a: {%s}}".formatted(member)))
                .contains(message);
    }

    @Test
    void saysWhichMethodsAreNotInCapitals() {
        Contract contract = Reading.read("openapi: 3.2.0\npaths: {/a: {additionalOperations: {Copy: {}}}}");

        assertThat(contract.endpoints()).extracting(Endpoint::endpoint).containsExactly("/a@copy");
        assertThat(contract.notes())
                .containsExactly(
                        "Method 'Copy' at line 2 is not in capitals; requests are taken for it that say 'COPY'.");
    }
}
