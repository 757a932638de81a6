package dev.gatehouse.api;

import com.networknt.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** One of our own OpenAPI contracts, as it comes with the build. Loaded once; thread-safe. */
final class PublishedContract {
    private static final ConcurrentHashMap<String, PublishedContract> KNOWN = new ConcurrentHashMap<>();

    private final SchemaDocument document;

    private PublishedContract(String name) {
        document = new SchemaDocument(name, resource("/contracts/" + name));
    }

    /** The contract of that file name, for example {@code registry.yaml}. */
    static PublishedContract named(String name) {
        return KNOWN.computeIfAbsent(name, PublishedContract::new);
    }

    /** The whole document. */
    JsonNode tree() {
        return document.tree();
    }

    /** A schema under {@code components/schemas}. */
    Schema schema(String name) {
        return document.schema("/components/schemas/" + name);
    }

    private static String resource(String path) {
        try (InputStream in = PublishedContract.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the contract " + path + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
