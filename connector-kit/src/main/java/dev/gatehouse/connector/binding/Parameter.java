package dev.gatehouse.connector.binding;

import com.networknt.schema.Schema;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.StringNode;

/**
 * A parameter of an operation.
 *
 * @param in {@code path} or {@code query}
 * @param type what its schema says its type is
 */
record Parameter(String name, String in, boolean required, String type, Schema schema) {
    boolean inPath() {
        return in.equals("path");
    }

    /** The value as JSON; text that is not of the parameter's type stays text, which its schema will refuse. */
    JsonNode value(List<String> given) {
        if (type.equals("array")) {
            var array = JsonNodeFactory.instance.arrayNode();
            given.forEach(array::add);
            return array;
        }
        return single(given.getFirst());
    }

    private JsonNode single(String text) {
        try {
            return switch (type) {
                case "integer" -> LongNode.valueOf(Long.parseLong(text));
                case "number" -> DecimalNode.valueOf(new java.math.BigDecimal(text));
                case "boolean" ->
                    text.equals("true") || text.equals("false")
                            ? BooleanNode.valueOf(text.equals("true"))
                            : StringNode.valueOf(text);
                default -> StringNode.valueOf(text);
            };
        } catch (NumberFormatException e) {
            return StringNode.valueOf(text);
        }
    }
}
