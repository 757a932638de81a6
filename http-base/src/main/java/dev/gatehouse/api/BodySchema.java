package dev.gatehouse.api;

import com.networknt.schema.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads request bodies by the schema that our own OpenAPI contract publishes for them, so that contract and validation
 * cannot drift apart. Thread-safe; the schema is compiled at its first use.
 *
 * @param <T> the record the body becomes
 */
public final class BodySchema<T> {
    private final String contract;
    private final String name;
    private final Class<T> type;
    private volatile @Nullable Schema schema;

    /**
     * @param contract the contract's file name, for example {@code registry.yaml}
     * @param name the schema's name under {@code components/schemas}
     */
    public BodySchema(String contract, String name, Class<T> type) {
        this.contract = contract;
        this.name = name;
        this.type = type;
    }

    /**
     * The body as a record. Members that the schema calls {@code readOnly} are checked and then ignored.
     *
     * @throws ApiException ERR11003 when it is not JSON, ERR11004 naming every violation at once
     */
    public T read(byte[] body) {
        JsonNode tree = Json.parse(body);
        List<Violation> violations = violations(tree);
        if (!violations.isEmpty()) {
            throw ApiException.invalid(violations);
        }
        return Json.convert(withoutReadOnlyMembers(tree), type);
    }

    private List<Violation> violations(JsonNode tree) {
        List<Violation> broken = SentText.halves(tree);
        if (!broken.isEmpty()) {
            return broken;
        }
        List<Violation> violations =
                new SchemaViolations(PublishedContract.named(contract).tree()).of(schema(), tree);
        return violations.isEmpty() ? SentText.controls(tree) : violations;
    }

    private JsonNode withoutReadOnlyMembers(JsonNode tree) {
        if (!(tree instanceof ObjectNode object)) {
            return tree;
        }
        schema().getSchemaNode().path("properties").properties().stream()
                .filter(property -> property.getValue().path("readOnly").booleanValue(false))
                .forEach(property -> object.remove(property.getKey()));
        return object;
    }

    private Schema schema() {
        Schema known = schema;
        if (known == null) {
            known = PublishedContract.named(contract).schema(name);
            schema = known;
        }
        return known;
    }
}
