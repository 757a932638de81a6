package dev.gatehouse.http;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Reads request bodies by the schema that our own OpenAPI contract publishes for them, so that contract and validation
 * cannot drift apart. Thread-safe; the schema is compiled at its first use.
 *
 * @param <T> the record the body becomes
 */
public final class BodySchema<T> {
    private static final String BASE = "urn:gatehouse:contract:";
    private static final ConcurrentHashMap<String, SchemaRegistry> CONTRACTS = new ConcurrentHashMap<>();

    private final String contract;
    private final String name;
    private final Class<T> type;
    private volatile Schema schema;

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
     * The body as a record.
     *
     * @throws ApiException ERR11003 when it is not JSON, ERR11004 naming every violation at once
     */
    public T read(byte[] body) {
        JsonNode tree = Json.parse(body);
        List<Error> errors = schema().validate(tree);
        if (!errors.isEmpty()) {
            throw ApiException.invalid(
                    errors.stream().map(Violations::of).distinct().toList());
        }
        return Json.convert(tree, type);
    }

    private Schema schema() {
        Schema known = schema;
        if (known == null) {
            known = CONTRACTS
                    .computeIfAbsent(contract, BodySchema::load)
                    .getSchema(SchemaLocation.of(BASE + contract + "#/components/schemas/" + name));
            schema = known;
        }
        return known;
    }

    private static SchemaRegistry load(String contract) {
        String text = resource("/contracts/" + contract);
        return SchemaRegistry.withDialect(
                Dialects.getDraft202012(),
                registry -> registry.schemas(iri -> iri.equals(BASE + contract) ? text : null));
    }

    private static String resource(String path) {
        try (InputStream in = BodySchema.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the contract " + path + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says what a schema error means, in words a caller can act on. */
    private static final class Violations {
        static Violation of(Error error) {
            String pointer = error.getInstanceLocation().toString();
            return switch (error.getKeyword()) {
                case "required" -> new Violation(child(pointer, error), "is required");
                case "additionalProperties" -> new Violation(child(pointer, error), "is not a known member; remove it");
                case "enum" -> new Violation(pointer, quoted(error) + " is not one of " + allowed(error));
                default -> new Violation(pointer, quoted(error) + ": " + error.getMessage());
            };
        }

        private static String child(String pointer, Error error) {
            String member = String.valueOf(error.getProperty());
            return pointer + "/" + member.replace("~", "~0").replace("/", "~1");
        }

        private static String quoted(Error error) {
            JsonNode instance = error.getInstanceNode();
            String text = instance == null ? "" : instance.toString();
            return text.length() > 80 ? text.substring(0, 80) + "…" : text;
        }

        private static String allowed(Error error) {
            return error.getSchemaNode().valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
        }
    }
}
