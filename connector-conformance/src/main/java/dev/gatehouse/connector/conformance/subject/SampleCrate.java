package dev.gatehouse.connector.conformance.subject;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A small RO-Crate 1.1 with what repositories ask for before they publish. */
final class SampleCrate {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SampleCrate() {}

    static String titled(String title) {
        ObjectNode crate = JSON.objectNode().put("@context", "https://w3id.org/ro/crate/1.1/context");
        ArrayNode graph = crate.putArray("@graph");
        ObjectNode descriptor = entity(graph, "ro-crate-metadata.json", "CreativeWork");
        refer(descriptor, "conformsTo", "https://w3id.org/ro/crate/1.1");
        refer(descriptor, "about", "./");
        ObjectNode root = entity(graph, "./", "Dataset")
                .put("name", title)
                .put("description", "Made by a test of a connector; may be removed.")
                .put("datePublished", "2026-01-01");
        refer(root, "author", "#author");
        refer(root, "license", "https://creativecommons.org/licenses/by/4.0/");
        entity(graph, "#author", "Person")
                .put("name", "Curie, Marie")
                .put("givenName", "Marie")
                .put("familyName", "Curie");
        entity(graph, "https://creativecommons.org/licenses/by/4.0/", "CreativeWork")
                .put("name", "Creative Commons Attribution 4.0 International")
                .put("identifier", "https://creativecommons.org/licenses/by/4.0/");
        return crate.toString();
    }

    private static ObjectNode entity(ArrayNode graph, String id, String type) {
        return graph.addObject().put("@id", id).put("@type", type);
    }

    private static void refer(ObjectNode entity, String property, String id) {
        entity.putObject(property).put("@id", id);
    }
}
