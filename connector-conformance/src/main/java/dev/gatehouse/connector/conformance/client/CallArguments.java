package dev.gatehouse.connector.conformance.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Arguments of a call, in their order.
 *
 * @param values a value for each name; a text wherever it goes into a query or form
 */
public record CallArguments(Map<String, JsonNode> values) {
    public static CallArguments none() {
        return new CallArguments(Map.of());
    }

    public CallArguments with(String name, String value) {
        return with(name, JsonNodeFactory.instance.stringNode(value));
    }

    public CallArguments with(String name, JsonNode value) {
        Map<String, JsonNode> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new CallArguments(more);
    }

    public CallArguments without(String name) {
        Map<String, JsonNode> fewer = new LinkedHashMap<>(values);
        fewer.remove(name);
        return new CallArguments(fewer);
    }

    public String json() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        values.forEach(object::set);
        return withoutLoneSurrogates(object.toString());
    }

    /** Half a character can be said in JSON only by an escape. */
    private static String withoutLoneSurrogates(String json) {
        StringBuilder escaped = new StringBuilder();
        json.codePoints().forEach(character -> {
            if (Character.getType(character) == Character.SURROGATE) {
                escaped.append("\\u%04x".formatted(character));
            } else {
                escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    /** {@code ?name=value&…}, or nothing. */
    public String query() {
        if (values.isEmpty()) {
            return "";
        }
        return values.entrySet().stream()
                .map(entry ->
                        entry.getKey() + "=" + Percent.encoded(entry.getValue().asString()))
                .collect(Collectors.joining("&", "?", ""));
    }
}
