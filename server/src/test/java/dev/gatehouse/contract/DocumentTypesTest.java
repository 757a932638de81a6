package dev.gatehouse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.contract.graphql.GraphqlKind;
import dev.gatehouse.contract.hybrid.HybridKind;
import dev.gatehouse.contract.openapi.OpenApiKind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTypesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "swagger: '2.0'\npaths: {}",
                "swagger: 2.0\npaths: {}",
                "{\"paths\":{},\"swagger\":\"2.0\"}",
                "{\"paths\":{},\"swagger\":2.0}",
                "\uFEFF{\"paths\":{},\"swagger\":\"2.0\"}",
                "\r\n \t{\"swagger\":\"2.0\",\"paths\":{}}\n",
                "\uFEFF# comment\n---\nswagger: '2.0'\npaths: {}\n...\n",
                "%YAML 1.2\n---\nswagger: '2.0'\npaths: {}",
            })
    void recognisesSwagger(String document) {
        assertThat(Reading.read(document).type()).isEqualTo(OpenApiKind.SWAGGER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.0.0", "3.0.4", "3.1.0", "3.1.1", "'3.0'", "3.1", "3.0.0-rc1", "3.2.0", "'3.2'"})
    void recognisesOpenApi(String version) {
        assertThat(Reading.read("openapi: %s\npaths: {}".formatted(version)).type())
                .isEqualTo(OpenApiKind.OPENAPI);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "openapi: 3.3.0        | line 1, column 1: version '3.3.0' of 'openapi' is not supported; OpenAPI 2.0, 3.0, 3.1 and 3.2 are read",
                "openapi: 2.0          | version '2.0' of 'openapi' is not supported",
                "openapi: 4            | version '4' of 'openapi' is not supported",
                "openapi: [3.0.0]      | 'openapi' is a list; it must be text",
                "swagger: '1.2'        | version '1.2' of 'swagger' is not supported",
                "swagger: 3.0.0        | version '3.0.0' of 'swagger' is not supported",
                "swaggerVersion: '1.2' | a document with 'swaggerVersion' is not supported",
                "asyncapi: 3.0.0       | a document with 'asyncapi' is not supported",
                "{swagger: '2.0'}      | it is not valid JSON",
                "info: {}              | its type is not recognisable: there is no 'openapi' and no 'swagger' member",
                "- swagger: '2.0'      | line 1, column 1: the document is a list; it must be an object",
                "just text             | line 1, column 1: the document is text; it must be an object",
                "^# nothing^           | line 1, column 1: it is empty; send an OpenAPI document",
                "^^                    | line 1, column 1: it is empty; send an OpenAPI document",
            })
    void refusesWhatItDoesNotKnowByName(String document, String message) {
        assertThat(Reading.refusal(document)).contains(message);
    }

    @Test
    void refusesADocumentWithTwoVersions() {
        assertThat(Reading.refusal("swagger: '2.0'\nopenapi: 3.0.0"))
                .contains("line 2, column 1: it has both 'swagger' and 'openapi'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type Query { orders: [Order] }",
                "schema @link(url: \"x\") { query: Query }",
                "\n# comment\n\"\"\"\nA {description}\n\"\"\"\ntype Query {\n a: Int\n}",
                "\"short\" scalar Date",
                "directive @a on FIELD",
                "enum Colour{RED}",
                "extend schema @link(url: \"x\", import: [\"@key\"])\ntype Query { a: Int }",
                "extend schema # federated\n  # twice\n  @link(url: \"x\")\ntype Query { a: Int }",
                "# a licence, \"quoted\"\n\n# more: it is\ntype # what\n Query { a: Int }",
                "\uFEFF# comment\r\nextend type Query { a: Int }",
                "\"a \\\"quoted\\\" text\" scalar Date",
                "\"\"\"a \\\"\"\" text: b\"\"\" type Query { a: Int }",
                ", ,type Query { a: Int }",
            })
    void recognisesGraphql(String document) {
        assertThat(Reading.read(document).type()).isEqualTo(GraphqlKind.GRAPHQL);
    }

    @Test
    void recognisesGraphqlBehindAVeryLongComment() {
        assertThat(Reading.read("# licence: x\n".repeat(20_000) + "type Query { a: Int }")
                        .type())
                .isEqualTo(GraphqlKind.GRAPHQL);
        assertThat(Reading.refusal("@link(url: \"x\")\ntype Query { a: Int }")).contains("it is not valid GraphQL");
    }

    /** What is read here, and what this seems to be. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "// a\\nsyntax = \"proto3\";\\npackage a.b;     | a Protocol Buffers definition (.proto)",
                "/* a */ package a.b;                           | a Protocol Buffers definition",
                "edition = \"2023\";                           | a Protocol Buffers definition",
                "<?xml version='1.0'?>\\n<wsdl:definitions>     | a WSDL description",
                "<definitions xmlns='x'>                        | a WSDL description",
                "<application>                                  | a WADL description",
                "<?xml version='1.0'?><!-- c --><root/>         | an XML document",
                "<!DOCTYPE html>\\n<html>                       | an HTML page",
                "\\n  <HTML lang='en'>                          | an HTML page",
                "#%RAML 1.0\\ntitle: x                          | a RAML description",
                "query { me { name } }                          | a GraphQL query document",
                "# c\\nquery Q($a: Int) @live { a }             | a GraphQL query document",
                "{ me { name } }                                | a GraphQL query document",
                "mutation { a }                                 | a GraphQL query document",
                "fragment F on T { a }                          | a GraphQL query document",
                "namespace java a.b\\nstruct X {                | a Thrift definition",
                "FORMAT: 1A\\n# x                               | an API Blueprint",
                "GET https://example.org/x                      | a file of HTTP requests",
                "^PK\u0003\u0004 x^                           | a ZIP archive",
                "^\u001f\u008b x^                             | a gzip archive",
                "%PDF-1.7                                       | a PDF document",
                "{\"data\": {\"__schema\": {}}}             | the answer to a query; send a GraphQL schema in SDL",
                "{\"__schema\": {}}                           | the answer to a GraphQL introspection query",
                "asyncapi: 3.0.0                                | AsyncAPI",
                "openrpc: 1.2.6                                 | OpenRPC",
            })
    void saysWhatADocumentSeemsToBe(String document, String seeming) {
        byte[] bytes = document.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Reading.refusal(bytes))
                .contains("it seems to be " + seeming)
                .contains("OpenAPI 2.0, 3.0, 3.1 and 3.2 are read, GraphQL schemas and hybrid specifications.");
    }

    @Test
    void takesAYamlKeyThatLooksLikeGraphqlAsYaml() {
        assertThat(Reading.refusal("type: object")).contains("its type is not recognisable");
    }

    @Test
    void recognisesAHybridDocument() {
        assertThat(Reading.read("host: example.com\nservice: rule\naction:\n  - {name: a, version: 1, scope: s}")
                        .type())
                .isEqualTo(HybridKind.HYBRID);
    }

    @Test
    void refusesADeclaredTypeThatContradictsTheDocument() {
        assertThat(declared("openapi: 3.0.0\npaths: {}", OpenApiKind.SWAGGER))
                .contains("the document is of type openapi, not swagger as declared");
        assertThat(declared("type Query { a: Int }", OpenApiKind.OPENAPI))
                .contains("the document is of type graphql, not openapi as declared");
        assertThat(declared("paths: {}", OpenApiKind.OPENAPI)).contains("its type is not recognisable");
        assertThat(declared("rules: []", HybridKind.HYBRID)).contains("line 1, column 1: there is no 'service' here");
        assertThat(declared("any text", GraphqlKind.GRAPHQL))
                .contains("line 1, column 1: it is not valid GraphQL: 'any' is not expected here");
        assertThat(declared("{\"openapi\":\"3.0.0\"}", GraphqlKind.GRAPHQL))
                .contains("line 1, column 2: it is not valid GraphQL");
        assertThat(declared("query { a }", GraphqlKind.GRAPHQL)).contains("send the schema's definitions only");
        assertThat(declared("  \n# nothing", GraphqlKind.GRAPHQL))
                .contains("line 1, column 1: it is empty; send a GraphQL schema");
    }

    private static String declared(String document, ContractType type) {
        StringBuilder message = new StringBuilder();
        assertThatThrownBy(
                        () -> Reading.READER.read("shop", document.getBytes(StandardCharsets.UTF_8), Optional.of(type)))
                .satisfies(refusal -> message.append(refusal.getMessage()));
        return message.toString();
    }
}
