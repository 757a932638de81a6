package dev.gatehouse.connectors.invenio.description;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The entities of an RO-Crate 1.1, by their identifiers. */
final class Crate {
    static final Set<String> DESCRIPTORS = Set.of("ro-crate-metadata.json", "ro-crate-metadata.jsonld");

    private final Map<String, ObjectNode> entities = new LinkedHashMap<>();
    private final ObjectNode root;

    Crate(ObjectNode document) {
        if (!document.path("@graph").isArray()) {
            throw JsonSteps.invalid("@graph", "has to be the array of the crate's entities");
        }
        document.get("@graph").forEach(node -> {
            if (node instanceof ObjectNode entity && entity.path("@id").isString()) {
                entities.put(entity.get("@id").asString(), entity);
            } else {
                throw JsonSteps.invalid("@graph", "has an entity in it that is no object with an `@id`");
            }
        });
        root = findRoot();
    }

    private ObjectNode findRoot() {
        String id = DESCRIPTORS.stream()
                .map(entities::get)
                .filter(java.util.Objects::nonNull)
                .flatMap(descriptor -> JsonSteps.text(descriptor.path("about").path("@id")).stream())
                .findFirst()
                .orElse("./");
        return Optional.ofNullable(entities.get(id))
                .orElseThrow(() ->
                        JsonSteps.invalid("@graph", "has no root dataset: an entity with the `@id` \"" + id + "\""));
    }

    ObjectNode root() {
        return root;
    }

    Map<String, ObjectNode> entities() {
        return entities;
    }

    /** The entity that is referred to, or the object that stands there itself; empty for a plain value. */
    Optional<ObjectNode> follow(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return Optional.empty();
        }
        ObjectNode entity = entities.get(object.path("@id").asString(""));
        return Optional.of(entity == null ? object : entity);
    }

    static boolean isA(ObjectNode entity, String type) {
        return JsonSteps.each(entity.path("@type")).stream()
                .anyMatch(each -> each.asString("").equals(type));
    }
}
