package dev.gatehouse.connectors.invenio.description;

import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Steps through JSON that anybody may have written. */
public final class JsonSteps {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonSteps() {}

    /** An empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** An empty array. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The elements of an array, or the one value that stands there without one; nothing where there is none. */
    public static List<JsonNode> each(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        return node.isArray() ? node.valueStream().toList() : List.of(node);
    }

    /** The text that stands there, unless it is empty. */
    public static Optional<String> text(JsonNode node) {
        return Optional.of(node)
                .filter(JsonNode::isValueNode)
                .filter(value -> !value.isNull())
                .map(value -> value.asString("").strip())
                .filter(value -> !value.isEmpty());
    }

    /** Tells the caller what is wrong with a member. */
    public static ConnectorException invalid(String member, String problem) {
        return new ConnectorException(Failure.INVALID, "metadata: `" + member + "` " + problem);
    }
}
