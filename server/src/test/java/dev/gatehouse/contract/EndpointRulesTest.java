package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/          | /a@get",
                "/v1        | /v1/a@get",
                "/v1/       | /v1/a@get",
                "v1         | /v1/a@get",
                "/v1/x//    | /v1/x/a@get",
                "/{tenant}  | /{tenant}/a@get",
                "''         | /a@get",
            })
    void putsTheBasePathOfASwaggerDocumentInFront(String basePath, String endpoint) {
        Contract contract = Reading.read("swagger: '2.0'\nbasePath: '%s'\npaths: {/a: {get: {}}}".formatted(basePath));

        assertThat(contract.endpoints()).extracting(Endpoint::endpoint).containsExactly(endpoint);
        assertThat(contract.notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url: https://example.com                      | /a@get",
                "url: https://example.com/v1/                  | /v1/a@get",
                "url: '//example.com/v1'                       | /v1/a@get",
                "url: /v1                                      | /v1/a@get",
                "url: /                                        | /a@get",
                "url: 'https://example.com:8443/v1?x=/y#/z'    | /v1/a@get",
                "url: 'https://example.com?x=/y'               | /a@get",
                "url: '{scheme}://h/v1'                        | /v1/a@get",
                "url: 'https://{host}/{v}', variables: {v: {default: v3}} | /v3/a@get",
                "url: 'https://h/{v}', variables: {v: {default: 3}}       | /3/a@get",
                "url: '{base}/x', variables: {base: {default: 'http://h/b'}} | /b/x/a@get",
                "url: 'https://h/a$1\\{x}'                     | '/a$1\\{x}/a@get'",
            })
    void takesThePathOfTheFirstServer(String server, String endpoint) {
        Contract contract = Reading.read("openapi: 3.0.0\nservers: [{%s}]\npaths: {/a: {get: {}}}".formatted(server));

        assertThat(contract.endpoints()).extracting(Endpoint::endpoint).containsExactly(endpoint);
    }

    @ParameterizedTest
    @CsvSource({"v1,/v1/a@get", "./v1/,/v1/a@get", "../v1/./x,/v1/x/a@get", "..,/a@get"})
    void takesARelativeServerAsItStandsAndSaysSo(String url, String endpoint) {
        Contract contract = Reading.read("openapi: 3.1.0\nservers: [{url: %s}]\npaths: {/a: {get: {}}}".formatted(url));

        assertThat(contract.endpoints()).extracting(Endpoint::endpoint).containsExactly(endpoint);
        assertThat(contract.notes()).anyMatch(note -> note.contains("is relative to where the document lies"));
    }

    @Test
    void keepsAServerVariableWithoutDefaultAsAParameterAndSaysSo() {
        Contract contract = Reading.read("openapi: 3.0.0\nservers: [{url: 'https://h/{v}'}]\npaths: {/a: {get: {}}}");

        assertThat(contract.endpoints()).extracting(Endpoint::endpoint).containsExactly("/{v}/a@get");
        assertThat(contract.notes()).anyMatch(note -> note.contains("has a variable without a default"));
    }

    @Test
    void leavesAnEmptyListOfServersToTheOneAbove() {
        Contract contract =
                Reading.read("openapi: 3.0.0\nservers: [{url: /v1}]\npaths: {/a: {servers: [], get: {servers: []}}}");

        assertThat(contract.endpoints()).extracting(Endpoint::endpoint).containsExactly("/v1/a@get");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a?b=1",
                "/a#b",
                "/a//b",
                "/a/../b",
                "/a/.",
                "/a%2Fb",
                "/a/%2e%2E/b",
                "/a%5Cb",
                "/a%3Fb",
                "/a%zz",
                "/a%ff",
                "/a%00"
            })
    void notesPathsThatNoRequestCanHave(String path) {
        assertThat(Reading.read("openapi: 3.0.0\npaths: {\"" + path + "\": {get: {}}}")
                        .notes())
                .containsExactly("Path '" + path + "' is none that a request can have; gateways find nothing for it.");
        assertThat(Reading.read("openapi: 3.0.0\npaths: {\"/a/{b?}.json/...\": {get: {}}}")
                        .notes())
                .isEmpty();
    }

    @Test
    void notesWhatNobodyWouldSeeInTheEndpoints() {
        Contract contract = Reading.read("""
                openapi: 3.0.0
                paths:
                  /users/{id}: {get: {}, gett: {}, connect: {}, x-y: {}, summary: s, parameters: [], servers: []}
                  /users/{user}: {put: {}}
                  /files/{path+}: {get: {}}
                  /files/{name}: {get: {}}
                  /open/{id: {get: {}}
                """);

        assertThat(contract.endpoints()).hasSize(5);
        assertThat(contract.notes())
                .containsExactly(
                        "Path '/users/{id}' has 'gett' at line 3, which is no method that OpenAPI 3.0 and 3.1 knows; it was left out.",
                        "Path '/users/{id}' has 'connect' at line 3, which is no method that OpenAPI 3.0 and 3.1 knows;"
                                + " it was left out.",
                        "Paths '/users/{id}' at line 3 and '/users/{user}' at line 4 are the same to a request; a token needs"
                                + " what both ask for.",
                        "Path '/open/{id' at line 7 has a brace without its partner; it was taken as it stands.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url: 'https://{host}/v1', variables: {host: {default: a}}       | false",
                "url: '{scheme}://h/v1', variables: {scheme: {default: https}}   | false",
                "url: 'https://h/{v}', variables: {v: {default: v3}}             | true",
                "url: '{base}/x', variables: {base: {default: 'http://h/b'}}     | true",
                "url: 'https://{host}', variables: {host: {default: 'h/v1'}}     | true",
            })
    void notesDefaultsOfVariablesInTheServersPath(String server, boolean noted) {
        assertThat(
                        Reading.read("openapi: 3.0.0\nservers: [{%s}]\npaths: {/a: {get: {}}}".formatted(server))
                                .notes()
                                .stream()
                                .anyMatch(note -> note.contains(
                                        "at line 2 has variables in its path; their defaults were taken")))
                .isEqualTo(noted);
    }

    @Test
    void putsAMissingSlashInFrontOfAPathAndSaysSo() {
        Contract contract = Reading.read("openapi: 3.0.0\npaths: {a: {get: {}}}");

        assertThat(contract.endpoints()).extracting(Endpoint::endpoint).containsExactly("/a@get");
        assertThat(contract.notes()).containsExactly("Path 'a' does not begin with a slash; one was put in front.");
    }

    @Test
    void takesTraceAsAMethodOfOpenApi3Only() {
        assertThat(Reading.read("openapi: 3.0.0\npaths: {/a: {trace: {}}}").endpoints())
                .hasSize(1);
        assertThat(Reading.read("swagger: '2.0'\npaths: {/a: {trace: {}}}").endpoints())
                .isEmpty();
    }

    @Test
    void namesAnOperationAfterItsEndpointWhereItHasNoId() {
        Contract contract =
                Reading.read("openapi: 3.0.0\npaths: {/a: {get: {}, put: {operationId: ''}, post: {operationId: p}}}");

        assertThat(contract.endpoints()).extracting(Endpoint::operation).containsExactly("/a@get", "p", "/a@put");
    }

    @Test
    void acceptsOpenApi31WithoutPathsAndSaysSo() {
        Contract contract = Reading.read("openapi: 3.1.1\ninfo: {title: T}\nwebhooks: {}");

        assertThat(contract.endpoints()).isEmpty();
        assertThat(contract.notes()).contains("The document has no operations.");
    }

    @Test
    void keepsTextStorable() {
        Contract contract = Reading.read(
                "{\"openapi\":\"3.0.0\",\"info\":{\"title\":\"a\\u0000b\\ud800\",\"description\":\" x\\ny \"},\"paths\":{}}");

        assertThat(contract.title()).isEqualTo("a\uFFFDb\uFFFD");
        assertThat(contract.description()).isEqualTo("x\ny");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "paths: []                                | line 2, column 1: 'paths' is a list; it must be an object",
                "paths: {/a: [1]}                         | line 2, column 9: '/a' is a list; it must be an object",
                "paths: {/a: }                            | line 2, column 9: '/a' is empty; it must be an object",
                "paths: {/a: {get: x}}                    | line 2, column 14: 'get' is text; it must be an object",
                "paths: {/a: {get: {operationId: 7}}}     | line 2, column 20: 'operationId' is a number; it must be text, in quotes",
                "paths: {/a: {get: {operationId: [x]}}}   | line 2, column 20: 'operationId' is a list; it must be text",
                "paths: {/a: {get: {operationId: \"a\\0b\"}}} | operationId 'a\uFFFDb' has control characters",
                "paths: {\"/a\\0\": {get: {}}}            | has control characters",
                "paths: {/a: {GET: {}}}                   | line 2, column 14: method 'GET' must be written 'get'",
                "paths: {/a: {Post: {}}}                  | line 2, column 14: method 'Post' must be written 'post'",
                "paths: {/a: {get: {}}, a: {get: {}}}     | line 2, column 28: endpoint '/a@get' is there already, at line 2",
                "paths: {/a: {get: {servers: [x]}}}       | line 2, column 30: a server is text; it must be an object",
                "paths: {/a: {get: {servers: [{}]}}}      | line 2, column 30: a server has no 'url'",
                "info: []\\npaths: {}                     | 'info' is a list",
                "components: []\\npaths: {}               | 'components' is a list",
                "info: {}                                 | it has no 'paths'",
            })
    void refusesAPartOfTheWrongKindWhereItStands(String part, String message) {
        assertThat(Reading.refusal("openapi: 3.0.0\n" + part.replace("\\n", "\n")))
                .contains(message);
    }

    @Test
    void refusesNamesThatAreTooLong() {
        String path = "/" + "é".repeat(509);
        String id = "x".repeat(256);

        assertThat(Reading.read("openapi: 3.0.0\npaths: {%s: {get: {operationId: a}}}".formatted(path))
                        .endpoints())
                .hasSize(1);
        assertThat(Reading.refusal("openapi: 3.0.0\npaths: {%s: {get: {operationId: a}}}".formatted(path + "é")))
                .contains("has 1,025 bytes; the most is 1,024");
        assertThat(Reading.refusal("openapi: 3.0.0\npaths: {/a: {get: {operationId: %s}}}".formatted(id)))
                .contains("line 2, column 20: the operation's name is longer than 255 characters");
    }
}
