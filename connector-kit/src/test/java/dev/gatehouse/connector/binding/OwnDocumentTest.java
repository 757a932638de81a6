package dev.gatehouse.connector.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.connector.Caller;
import dev.gatehouse.connector.Connector;
import dev.gatehouse.connector.MemoryStorage;
import dev.gatehouse.connector.RunningConnector;
import dev.gatehouse.connector.TestConnectors;
import dev.gatehouse.connector.http.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A document of an author's own. */
class OwnDocumentTest {
    private static final OpenApiDocument DOCUMENT = OpenApiDocument.parse("shelves", """
            openapi: 3.1.0
            info: {title: Shelves, version: 1.0.0}
            servers: [{url: /shelves}]
            paths:
              /{shelf}/books:
                parameters:
                  - {name: shelf, in: path, required: true, schema: {type: integer, minimum: 1}}
                get:
                  operationId: listBooks
                  parameters:
                    - {name: limit, in: query, required: true, schema: {type: integer, maximum: 100}}
                    - {name: tag, in: query, schema: {type: array, items: {type: string, maxLength: 3}}}
                  responses: {'200': {description: Books}}
                post:
                  operationId: addBook
                  requestBody:
                    content:
                      application/json:
                        schema:
                          type: object
                          required: [title]
                          additionalProperties: false
                          properties:
                            title: {type: string, minLength: 1}
                            year: {type: integer}
                  responses: {'200': {description: Added}}
            """);

    private static OpenApiBinding binding() {
        return OpenApiBinding.of(DOCUMENT)
                .operation(
                        "listBooks",
                        call -> Answer.json(Map.of("shelf", call.value("shelf"), "tags", call.value("tag"))))
                .operation("addBook", call -> Answer.json(call.value("title")));
    }

    @Test
    void isServedAndGuardsItsHandlers() {
        Connector connector = Connector.named("port-shelves")
                .openService()
                .implementing(new MemoryStorage())
                .serving(binding());
        try (RunningConnector running = TestConnectors.of(connector).start()) {
            Caller caller = new Caller(running.url());
            assertThat(caller.get("/shelves/3/books?limit=5&tag=a&tag=b").json().toString())
                    .contains("\"shelf\":3", "\"tags\":[\"a\",\"b\"]");
            assertThat(caller.get("/shelves/0/books?tag=long")
                            .json()
                            .get("violations")
                            .toString())
                    .contains("\"field\":\"shelf\"", "\"field\":\"tag/0\"", "\"field\":\"limit\"", "is required");
            assertThat(caller.get("/shelves/x/books?limit=101")
                            .json()
                            .get("violations")
                            .toString())
                    .contains("is a string; send an integer", "100");
            assertThat(caller.json("POST", "/shelves/1/books", "{\"title\":\"\",\"pages\":1}")
                            .text())
                    .contains("title is empty", "pages is not a known member");
            assertThat(caller.json("POST", "/shelves/1/books", "{\"title\":\"Emma\"}")
                            .text())
                    .isEqualTo("\"Emma\"");
            assertThat(caller.get("/openapi").json().get("documents")).hasSize(2);
            assertThat(caller.get("/storage/folder?userId=u").status()).isEqualTo(200);
        }
    }

    @Test
    void everyOperationHasOneHandler() {
        assertThatThrownBy(() -> OpenApiBinding.of(DOCUMENT).check())
                .hasMessageContaining("addBook")
                .hasMessageContaining("listBooks");
        assertThatThrownBy(() -> binding().operation("removeBook", call -> Answer.nothing()))
                .hasMessageContaining("has no operation removeBook; it has addBook, listBooks");
        assertThatThrownBy(() -> binding().operation("addBook", call -> Answer.nothing()))
                .hasMessageContaining("two handlers");
    }

    @Test
    void whatIsNoDocumentIsRefused() {
        assertThatThrownBy(() -> OpenApiDocument.parse("old", "swagger: '2.0'")).hasMessageContaining("OpenAPI 3.1");
        assertThatThrownBy(() -> OpenApiBinding.of(OpenApiDocument.parse("x", """
                openapi: 3.1.0
                paths: {/a: {get: {responses: {}}}}
                """)))
                .hasMessageContaining("has no operationId");
        assertThatThrownBy(() -> OpenApiBinding.of(OpenApiDocument.parse("x", """
                openapi: 3.1.0
                paths: {/a: {get: {operationId: a, requestBody: {$ref: 'http://elsewhere/x'}}}}
                """)))
                .hasMessageContaining("leads nowhere");
    }
}
