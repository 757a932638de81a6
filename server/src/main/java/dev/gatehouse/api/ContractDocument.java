package dev.gatehouse.api;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** One of our own OpenAPI contracts, as it comes with the build. Loaded once; thread-safe. */
final class ContractDocument {
    private static final String BASE = "urn:gatehouse:contract:";
    private static final ConcurrentHashMap<String, ContractDocument> KNOWN = new ConcurrentHashMap<>();

    /** JSON Schema 2020-12 as OpenAPI 3.1 has it, and our own keyword for what to send instead. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .keyword(new NonValidationKeyword(SchemaViolations.MEND))
            .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
            .build();

    private final String location;
    private final SchemaRegistry registry;
    private final JsonNode tree;

    private ContractDocument(String name) {
        location = BASE + name;
        String text = resource("/contracts/" + name);
        registry = SchemaRegistry.withDialect(
                DIALECT,
                builder -> builder.schemas(iri -> iri.equals(location) ? text : null)
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
        tree = registry.getSchema(SchemaLocation.of(location)).getSchemaNode();
    }

    /** The contract of that file name, for example {@code registry.yaml}. */
    static ContractDocument named(String name) {
        return KNOWN.computeIfAbsent(name, ContractDocument::new);
    }

    /** The whole document. */
    JsonNode tree() {
        return tree;
    }

    /** A schema under {@code components/schemas}. */
    Schema schema(String name) {
        return registry.getSchema(SchemaLocation.of(location + "#/components/schemas/" + name));
    }

    private static String resource(String path) {
        try (InputStream in = ContractDocument.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the contract " + path + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
