package dev.gatehouse.connector.binding;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Json;
import dev.gatehouse.api.SchemaViolations;
import dev.gatehouse.api.Violation;
import dev.gatehouse.connector.http.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes an operation's arguments from wherever they stand in a request, and checks them. Thread-safe. */
final class ArgumentReader {
    private final DocumentOperation operation;
    private final SchemaViolations schemaViolations;
    private final BodyReader bodies;

    ArgumentReader(DocumentOperation operation, SchemaViolations schemaViolations) {
        this.operation = operation;
        this.schemaViolations = schemaViolations;
        this.bodies = new BodyReader(operation);
    }

    /** @throws ApiException naming everything that is wrong with them */
    Arguments read(Call call) throws IOException {
        List<Violation> violations = new ArrayList<>();
        ObjectNode values = Json.object();
        Optional<Upload> upload = bodies.read(call, values, violations);
        readQuery(call, values, violations);
        if (operation.arguments() != null) {
            violations.addAll(schemaViolations.of(operation.arguments(), values));
        }
        readPath(call, values, violations);
        checkAbsent(values, violations);
        if (!violations.isEmpty()) {
            throw ApiException.invalid(violations);
        }
        return new Arguments(call, values, upload);
    }

    private void readQuery(Call call, ObjectNode values, List<Violation> violations) {
        for (String name : new TreeSet<>(call.queryNames())) {
            Parameter parameter = operation.parameters().get(name);
            if (parameter == null || parameter.inPath()) {
                violations.add(Violation.of(shown(name), "is not a parameter here; there are " + known()));
                continue;
            }
            List<String> given = call.queryValues(name);
            JsonNode value = parameter.value(given);
            if (given.size() > 1 && !value.isArray()) {
                violations.add(Violation.of(name, "is given more than once; send it once"));
                values.set(name, value);
            } else if (values.has(name) && !values.get(name).equals(value)) {
                violations.add(Violation.of(name, "has one value in the query and another one in the body"));
            } else {
                values.set(name, value);
                checkOwn(parameter, value, violations);
            }
        }
    }

    private static String shown(String name) {
        return name.length() > 64 ? name.substring(0, 64) + "..." : name;
    }

    private String known() {
        List<String> names = operation.parameters().values().stream()
                .filter(parameter -> !parameter.inPath())
                .map(Parameter::name)
                .toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /** What is also a member of the body is checked there. */
    private void checkOwn(Parameter parameter, JsonNode value, List<Violation> violations) {
        if (parameter.inPath() || !operation.members().contains(parameter.name())) {
            String pointer = Violation.child("", parameter.name());
            schemaViolations.of(parameter.schema(), value).stream()
                    .map(violation -> new Violation(pointer + violation.pointer(), violation.problem()))
                    .forEach(violations::add);
        }
    }

    private void readPath(Call call, ObjectNode values, List<Violation> violations) {
        for (Parameter parameter : operation.parameters().values()) {
            if (parameter.inPath()) {
                JsonNode value = parameter.value(List.of(call.pathParameters().getOrDefault(parameter.name(), "")));
                values.set(parameter.name(), value);
                checkOwn(parameter, value, violations);
            }
        }
    }

    private void checkAbsent(ObjectNode values, List<Violation> violations) {
        for (Parameter parameter : operation.parameters().values()) {
            if (parameter.required() && !values.has(parameter.name())) {
                violations.add(Violation.of(parameter.name(), "is required; send it in the query"));
            }
        }
    }
}
