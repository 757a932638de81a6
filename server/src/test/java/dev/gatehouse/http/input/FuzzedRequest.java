package dev.gatehouse.http.input;

import dev.gatehouse.api.Json;
import dev.gatehouse.testing.Answer;
import dev.gatehouse.testing.Api;
import dev.gatehouse.testing.OpenApiContract.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A request as an operation's contract has it, but for a few things that are otherwise. */
final class FuzzedRequest {
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "0",
            "-1",
            "1",
            "null",
            "true",
            "a",
            "A b",
            "a/b",
            "a\\b",
            "..",
            "%",
            "%00",
            "'",
            "\"",
            "<script>",
            "é",
            "\u202e",
            "\u200b",
            "💥",
            "x".repeat(300),
            "y".repeat(5_000),
            "2999-12-31T00:00:00Z",
            "9".repeat(30),
            "http://localhost:1",
            "https://[::1]/",
            "urn:x",
            "oauth.admin",
            "admin",
            "openid offline_access");

    private static final List<String> NODES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "3.7",
            "1e400",
            "9007199254740993",
            "\"\"",
            "\"a\"",
            "[]",
            "{}",
            "[null]",
            "[\"a\",\"a\"]",
            "{\"a\":{}}",
            "[[[[[[[[]]]]]]]]");

    private static final List<String> ODD_BODIES = List.of(
            "",
            "{",
            "[]",
            "null",
            "\"a\"",
            "{}",
            "{\"a\":1,\"a\":2}",
            "a=b&a=c",
            "\u0000",
            "--x\r\n",
            "[".repeat(2_000));

    private static final List<String> ODD_TYPES = List.of(
            "", "text/plain", "application/json; charset=utf-16", "multipart/form-data", "a/b/c", "application/xml");

    private static final Map<String, List<String>> ODD_HEADERS = Map.of(
            "Accept", List.of("application/problem+json", "*/*;q=0", "text/html", ","),
            "Accept-Language", List.of("de", "*", "x".repeat(200)),
            "If-Match", List.of("*", "\"a\"", "W/\"a\"", "a", ","),
            "If-None-Match", List.of("*", "\"a\"", "a"),
            "Content-Encoding", List.of("gzip", "identity", "br"),
            "Idempotency-Key", List.of("a", "x".repeat(300)),
            "Origin", List.of("null", "https://a.example"),
            "X-Request-Id", List.of("a", "x".repeat(100)),
            "Range", List.of("bytes=0-1"));

    private final Random random;
    private final Operation operation;
    private final Map<String, String> path = new HashMap<>();
    private final List<String> query = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();
    private String method;
    private String type;
    private String body;

    FuzzedRequest(Random random, Operation operation) {
        this.random = random;
        this.operation = operation;
        this.method = operation.method();
        List<String> types = RequestBodies.mediaTypes(operation);
        this.type = types.isEmpty() ? null : any(types);
        this.body = type == null ? null : usualBody();
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            change();
        }
    }

    private String usualBody() {
        JsonNode content = RequestBodies.content(operation, type);
        if (content.has("example")) {
            JsonNode example = content.get("example");
            return example.isString() ? example.stringValue() : Json.text(example);
        }
        List<String> fields = RequestBodies.fields(operation, type);
        if (type.equals(JSON)) {
            ObjectNode object = Json.object();
            fields.forEach(name -> object.put(name, any(TEXTS)));
            return Json.text(object);
        }
        return String.join(
                "&",
                fields.stream()
                        .filter(name -> random.nextBoolean())
                        .map(this::field)
                        .toList());
    }

    private String field(String name) {
        return encoded(name) + "=" + encoded(any(TEXTS));
    }

    private void change() {
        switch (random.nextInt(8)) {
            case 0 ->
                FilledServer.parameters(operation).stream()
                        .filter(name -> random.nextBoolean())
                        .forEach(name -> path.put(name, encoded(any(TEXTS))));
            case 1, 2 ->
                List.copyOf(operation.queryParameters()).stream()
                        .filter(name -> random.nextBoolean())
                        .forEach(name -> query.add(field(name)));
            case 3 -> query.add(field(any(TEXTS)));
            case 4 -> {
                String name = any(List.copyOf(ODD_HEADERS.keySet()));
                headers.add(name);
                headers.add(any(ODD_HEADERS.get(name)));
            }
            case 5 -> type = any(ODD_TYPES);
            case 6 -> body = random.nextInt(4) == 0 ? any(ODD_BODIES) : changedBody();
            default -> method = random.nextInt(4) == 0 ? any(List.of("GET", "PUT", "POST", "DELETE", "HEAD")) : method;
        }
    }

    /** With another value in one place, without it, or cut off. */
    private String changedBody() {
        if (body == null || body.isEmpty()) {
            return any(ODD_BODIES);
        }
        if (FORM.equals(type)) {
            return body + "&" + field(any(RequestBodies.fields(operation, FORM)));
        }
        if (!JSON.equals(type) || random.nextInt(5) == 0) {
            return body.substring(0, random.nextInt(body.length()));
        }
        JsonNode tree = parsed(body);
        List<Runnable> changes = new ArrayList<>();
        collect(tree, changes);
        if (!changes.isEmpty()) {
            any(changes).run();
        }
        return Json.text(tree);
    }

    private static JsonNode parsed(String body) {
        try {
            return Json.read(body, JsonNode.class);
        } catch (JacksonException odd) {
            return Json.object();
        }
    }

    private void collect(JsonNode node, List<Runnable> changes) {
        JsonNode other = random.nextBoolean()
                ? Json.read(any(NODES), JsonNode.class)
                : Json.read(Json.text(any(TEXTS)), JsonNode.class);
        if (node instanceof ObjectNode object) {
            List.copyOf(object.propertyNames()).forEach(name -> {
                changes.add(() -> object.set(name, other));
                changes.add(() -> object.remove(name));
                collect(object.get(name), changes);
            });
            changes.add(() -> object.set(any(TEXTS), other));
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                changes.add(() -> array.set(index, other));
                collect(array.get(i), changes);
            }
            changes.add(() -> array.add(other));
        }
    }

    private String target(FilledServer filled) {
        return filled.path(operation, path) + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    /** @throws AssertionError where the answer is not as a contract says */
    Answer send(FilledServer filled, Api listener) {
        List<String> all = new ArrayList<>(headers);
        if (type != null && !type.isEmpty()) {
            all.addAll(List.of("Content-Type", type));
        }
        return listener.send(method, target(filled), body, all.toArray(String[]::new));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @Override
    public String toString() {
        return "%s %s path %s query %s %s %s: %s".formatted(method, operation.path(), path, query, headers, type, body);
    }
}
