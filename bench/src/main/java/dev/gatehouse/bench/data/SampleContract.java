package dev.gatehouse.bench.data;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Swagger 2.0 document of our own invention: operations with OAuth scopes of their own, parameters and answers with
 * inline schemas, a few definitions that are referred to. Two revisions differ in a version and the scope of one operation.
 *
 * @param operations 6 KB each, about
 */
public record SampleContract(int operations, int revision) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String[] METHODS = {"get", "post", "put", "delete"};
    private static final int FIELDS = 24;

    public byte[] bytes() {
        ObjectNode document = JSON.createObjectNode();
        document.put("swagger", "2.0").put("host", "warehouse.example").put("basePath", "/api");
        document.putObject("info").put("title", "Warehouse").put("version", "1." + revision);
        document.putArray("schemes").add("https");
        ObjectNode paths = document.putObject("paths");
        for (int i = 0; i < operations; i++) {
            String path = "/shelves/{shelf}/parcels" + i / METHODS.length;
            ObjectNode item = (ObjectNode) paths.optional(path).orElseGet(() -> paths.putObject(path));
            operation(item.putObject(METHODS[i % METHODS.length]), i);
        }
        ObjectNode scheme = document.putObject("securityDefinitions").putObject("warehouse");
        scheme.put("type", "oauth2").put("flow", "accessCode");
        scheme.put("authorizationUrl", "https://warehouse.example/authorize");
        scheme.put("tokenUrl", "https://warehouse.example/token");
        ObjectNode scopes = scheme.putObject("scopes");
        for (int i = 0; i < operations; i += METHODS.length) {
            scopes.put("parcels" + i + ".r", "reads").put("parcels" + i + ".w", "writes");
        }
        scopes.put("revision" + revision, "comes with each revision");
        ObjectNode definitions = document.putObject("definitions");
        for (int i = 0; i < 10; i++) {
            object(definitions.putObject("Crate" + i), 8);
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
    }

    private void operation(ObjectNode operation, int number) {
        String group = "parcels" + number / METHODS.length * METHODS.length;
        operation.put("operationId", METHODS[number % METHODS.length] + "Parcel" + number);
        operation.put("summary", "Works on parcel " + number);
        ArrayNode parameters = operation.putArray("parameters");
        parameter(parameters.addObject(), "shelf", "path");
        parameter(parameters.addObject(), "limit", "query");
        parameter(parameters.addObject(), "cursor", "query");
        ObjectNode answers = operation.putObject("responses");
        object(answers.putObject("200").put("description", "It worked").putObject("schema"), FIELDS);
        answers.putObject("default")
                .put("description", "It did not")
                .putObject("schema")
                .put("$ref", "#/definitions/Crate" + number % 10);
        String scope = number == 0 ? "revision" + revision : group + (number % METHODS.length == 0 ? ".r" : ".w");
        operation.putArray("security").addObject().putArray("warehouse").add(scope);
    }

    private static void parameter(ObjectNode parameter, String name, String place) {
        parameter.put("name", name).put("in", place).put("type", "string").put("required", place.equals("path"));
        parameter.put("description", "What " + name + " means for this operation, said in one sentence.");
    }

    private static void object(ObjectNode schema, int fields) {
        schema.put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        for (int i = 0; i < fields; i++) {
            properties
                    .putObject("field" + i)
                    .put("type", "string")
                    .put("description", "The meaning of field " + i)
                    .put("pattern", "^[A-Z0-9]{2,}$");
        }
    }
}
