package dev.gatehouse.api;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import tools.jackson.databind.JsonNode;

/** An OpenAPI 3.1 document in YAML or JSON and the schemas in it. References lead to places in it. Thread-safe. */
public final class SchemaDocument {
    /** JSON Schema 2020-12 as OpenAPI 3.1 has it, our own keyword for what to send instead, and our own formats. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .keyword(new NonValidationKeyword(SchemaViolations.MEND))
            .format(ShownFormat.NAME)
            .format(ShownFormat.DESCRIPTION)
            .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
            .build();

    private final String location;
    private final SchemaRegistry registry;
    private final JsonNode tree;

    /** @param name tells it from others, and ends with {@code .yaml} */
    public SchemaDocument(String name, String text) {
        location = "urn:gatehouse:contract:" + name;
        registry = SchemaRegistry.withDialect(
                DIALECT,
                builder -> builder.schemas(iri -> iri.equals(location) ? text : null)
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
        tree = registry.getSchema(SchemaLocation.of(location)).getSchemaNode();
    }

    /** The whole document. */
    public JsonNode tree() {
        return tree;
    }

    /** @param pointer where in the document it stands, such as {@code /components/schemas/Service} */
    public Schema schema(String pointer) {
        return registry.getSchema(SchemaLocation.of(location + "#" + pointer));
    }
}
