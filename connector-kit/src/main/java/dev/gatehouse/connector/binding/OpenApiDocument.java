package dev.gatehouse.connector.binding;

import com.networknt.schema.Schema;
import dev.gatehouse.api.SchemaDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/**
 * An OpenAPI 3.1 document in YAML or JSON, complete in itself: references lead to places in it. Immutable and thread-safe.
 */
public final class OpenApiDocument {
    private final String name;
    private final String text;
    private final SchemaDocument document;
    private final JsonNode tree;

    private OpenApiDocument(String name, String text) {
        this.name = name;
        this.text = text;
        document = new SchemaDocument("connector:" + name + ".yaml", text);
        tree = document.tree();
        if (!tree.path("openapi").asString("").startsWith("3.1")
                || !tree.path("paths").isObject()) {
            throw new IllegalArgumentException(name + " is not an OpenAPI 3.1 document with paths");
        }
    }

    /**
     * @param name what it is called where it is served, such as {@code file-storage}
     * @throws IllegalArgumentException when it is not an OpenAPI 3.1 document
     */
    public static OpenApiDocument parse(String name, String text) {
        return new OpenApiDocument(name, text);
    }

    /**
     * A document on the class path.
     *
     * @param resource its absolute path, such as {@code /contracts/archive.yaml}; its last part without the ending is its
     *     name
     * @throws IllegalArgumentException when there is none, or it is not an OpenAPI 3.1 document
     */
    public static OpenApiDocument resource(String resource) {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no " + resource + " on the class path");
            }
            String file = resource.substring(resource.lastIndexOf('/') + 1);
            return parse(file.replaceFirst("\\.[a-z]+$", ""), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return name;
    }

    /** As it was given. */
    public String text() {
        return text;
    }

    /** The whole document. */
    public JsonNode tree() {
        return tree;
    }

    /** The path of its first server, without a slash at the end. */
    String basePath() {
        String url = tree.path("servers").path(0).path("url").asString("/");
        String path = URI.create(url.replaceAll("[{}]", "")).getPath();
        return path == null ? "" : path.replaceFirst("/+$", "");
    }

    /** The place a JSON pointer leads to, behind the references that stand there. */
    String resolved(String pointer) {
        String place = pointer;
        for (int steps = 0; tree.at(place).has("$ref"); steps++) {
            String reference = tree.at(place).get("$ref").asString();
            if (!reference.startsWith("#/")
                    || steps > 20
                    || tree.at(reference.substring(1)).isMissingNode()) {
                throw new IllegalArgumentException(name + ": the reference at " + place + " leads nowhere in it");
            }
            place = reference.substring(1);
        }
        return place;
    }

    JsonNode at(String pointer) {
        return tree.at(pointer);
    }

    Schema schema(String pointer) {
        return document.schema(pointer);
    }

    /** A name as part of a JSON pointer (RFC 6901 section 3). */
    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
