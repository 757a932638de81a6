package dev.gatehouse.connector.binding;

import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the operations of a document. Stateless. */
final class OperationReader {
    private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");

    /** The forms whose members are arguments; the first of them that an operation has says what they are like. */
    private static final List<String> OBJECTS = List.of("multipart/form-data", "application/json");

    private final OpenApiDocument document;

    private OperationReader(OpenApiDocument document) {
        this.document = document;
    }

    /** @throws IllegalArgumentException for a document that cannot be served */
    static List<DocumentOperation> of(OpenApiDocument document) {
        OperationReader reader = new OperationReader(document);
        List<DocumentOperation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.at("/paths").properties()) {
            String item = document.resolved("/paths/" + OpenApiDocument.escaped(path.getKey()));
            for (String method : METHODS) {
                if (document.at(item).has(method)) {
                    operations.add(reader.operation(path.getKey(), item, method));
                }
            }
        }
        return operations;
    }

    private DocumentOperation operation(String path, String item, String method) {
        String place = item + "/" + method;
        String id = document.at(place).path("operationId").asString("");
        if (id.isEmpty()) {
            throw new IllegalArgumentException(document.name() + ": " + method + " " + path + " has no operationId");
        }
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        readParameters(item + "/parameters", parameters);
        readParameters(place + "/parameters", parameters);
        String content = document.resolved(place + "/requestBody") + "/content";
        String arguments = argumentsOf(content);
        return new DocumentOperation(
                id,
                method.toUpperCase(Locale.ROOT),
                document.basePath() + path,
                parameters,
                arguments == null ? null : document.schema(arguments),
                arguments == null ? Set.of() : names(document.resolved(arguments) + "/properties"),
                List.copyOf(names(content)),
                arguments == null ? Set.of() : files(document.resolved(arguments) + "/properties"));
    }

    private void readParameters(String list, Map<String, Parameter> parameters) {
        for (int i = 0; i < document.at(list).size(); i++) {
            String place = document.resolved(list + "/" + i);
            JsonNode node = document.at(place);
            String in = node.path("in").asString("");
            if (in.equals("path") || in.equals("query")) {
                Schema schema = document.schema(place + "/schema");
                String type = document.at(document.resolved(place + "/schema"))
                        .path("type")
                        .asString("string");
                String name = node.path("name").asString();
                parameters.put(
                        name, new Parameter(name, in, node.path("required").booleanValue(false), type, schema));
            }
        }
    }

    private @Nullable String argumentsOf(String content) {
        return OBJECTS.stream()
                .map(type -> content + "/" + OpenApiDocument.escaped(type) + "/schema")
                .filter(place -> !document.at(place).isMissingNode())
                .findFirst()
                .orElse(null);
    }

    private Set<String> names(String place) {
        return new TreeSet<>(document.at(place).propertyNames());
    }

    private Set<String> files(String properties) {
        Set<String> files = new TreeSet<>();
        for (String name : names(properties)) {
            JsonNode property = document.at(document.resolved(properties + "/" + OpenApiDocument.escaped(name)));
            if (property.path("format").asString("").equals("binary") || property.has("contentMediaType")) {
                files.add(name);
            }
        }
        return files;
    }
}
