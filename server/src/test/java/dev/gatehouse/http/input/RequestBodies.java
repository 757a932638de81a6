package dev.gatehouse.http.input;

import dev.gatehouse.testing.OpenApiContract.Operation;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the contracts say of the bodies of requests. Stateless. */
final class RequestBodies {
    private RequestBodies() {}

    /** The media types that an operation takes. */
    static List<String> mediaTypes(Operation operation) {
        return List.copyOf(body(operation).path("content").propertyNames());
    }

    /** Of one of its media types: schema and example. */
    static JsonNode content(Operation operation, String mediaType) {
        return body(operation).path("content").path(mediaType);
    }

    private static JsonNode body(Operation operation) {
        return resolved(operation, operation.node().path("requestBody"));
    }

    static JsonNode schema(Operation operation, JsonNode content) {
        return resolved(operation, content.path("schema"));
    }

    /** The names of its members or fields. */
    static List<String> fields(Operation operation, String mediaType) {
        JsonNode schema = schema(operation, content(operation, mediaType));
        return List.copyOf(schema.path("properties").propertyNames());
    }

    private static JsonNode resolved(Operation operation, JsonNode node) {
        return node.has("$ref")
                ? operation
                        .contract()
                        .document()
                        .at(node.get("$ref").stringValue().substring(1))
                : node;
    }
}
