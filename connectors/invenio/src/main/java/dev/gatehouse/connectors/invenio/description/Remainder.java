package dev.gatehouse.connectors.invenio.description;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an RO-Crate says that a repository has no field for. It is kept as a line of text among the repository's notes, so
 * that nothing that was said is lost, and people can read it there.
 *
 * @param root members of the root dataset
 * @param entities other entities, whole
 */
public record Remainder(ObjectNode root, List<ObjectNode> entities) {
    /** How long the line may be. */
    static final int MAX_LENGTH = 20_000;

    private static final String MARK = "RO-Crate: ";

    public Remainder {
        entities = List.copyOf(entities);
    }

    /** Nothing. */
    public static Remainder none() {
        return new Remainder(JsonSteps.object(), List.of());
    }

    public boolean isEmpty() {
        return root.isEmpty() && entities.isEmpty();
    }

    /** The line; without the characters that mean something in HTML, which repositories clean out of texts. */
    public String line() {
        ObjectNode whole = JsonSteps.object();
        whole.set("root", root);
        entities.forEach(whole.withArray("entities")::add);
        String json =
                whole.toString().replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
        if (json.length() > MAX_LENGTH) {
            throw JsonSteps.invalid(
                    String.join("`, `", names()),
                    "have no field at the repository, and are longer than the " + MAX_LENGTH
                            + " characters that its notes may take; leave some out");
        }
        return MARK + json;
    }

    private List<String> names() {
        List<String> names = new java.util.ArrayList<>();
        root.propertyNames().forEach(names::add);
        entities.forEach(entity -> names.add(entity.path("@id").asString("")));
        return names.subList(0, Math.min(20, names.size()));
    }

    /** What such a line says; empty for any other text. */
    public static Optional<Remainder> read(String line) {
        if (!line.startsWith(MARK)) {
            return Optional.empty();
        }
        try {
            JsonNode whole = JsonSteps.MAPPER.readTree(line.substring(MARK.length()));
            ObjectNode root = whole.path("root") instanceof ObjectNode object ? object : JsonSteps.object();
            List<ObjectNode> entities = whole.path("entities")
                    .valueStream()
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast)
                    .toList();
            return Optional.of(new Remainder(root, entities));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
