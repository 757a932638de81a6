package dev.gatehouse.connectors.invenio.description;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes an RO-Crate 1.1 from what describes a project. */
public final class CrateWriter {
    private final Description description;
    private final Map<String, ObjectNode> entities = new LinkedHashMap<>();

    private CrateWriter(Description description) {
        this.description = description;
    }

    /** The whole document. */
    public static ObjectNode write(Description description) {
        return new CrateWriter(description).document();
    }

    private ObjectNode document() {
        ObjectNode descriptor = entity("ro-crate-metadata.json", "CreativeWork");
        descriptor.putObject("conformsTo").put("@id", "https://w3id.org/ro/crate/1.1");
        descriptor.putObject("about").put("@id", "./");
        writeRoot(entity("./", "Dataset"));
        description.remainder().entities().forEach(this::restore);
        if (!description.own().isEmpty()) {
            entity(OwnForm.ID, "PropertyValue")
                    .put("name", "Members that the repository keeps in its own form")
                    .put("value", description.own().toString());
        }
        ObjectNode document = JsonSteps.object().put("@context", "https://w3id.org/ro/crate/1.1/context");
        ArrayNode graph = document.putArray("@graph");
        entities.values().forEach(graph::add);
        return document;
    }

    private void writeRoot(ObjectNode root) {
        description.work().title().ifPresent(title -> root.put("name", title));
        description.work().text().ifPresent(text -> root.put("description", text));
        description.publication().published().ifPresent(date -> root.put("datePublished", date));
        description
                .work()
                .type()
                .filter(type -> !type.equals(ResourceTypes.DATASET))
                .ifPresent(type -> root.put("additionalType", type));
        refer(
                root,
                "author",
                description.publication().creators().stream().map(this::person).toList());
        refer(
                root,
                "license",
                description.publication().licenses().stream().map(this::license).toList());
        if (!description.work().keywords().isEmpty()) {
            description.work().keywords().forEach(root.putArray("keywords")::add);
        }
        description.publication().publisher().ifPresent(publisher -> root.put("publisher", publisher));
        description.work().version().ifPresent(version -> root.put("version", version));
        description.work().language().ifPresent(language -> root.put("inLanguage", language));
        description
                .remainder()
                .root()
                .propertyStream()
                .forEach(member -> root.putIfAbsent(member.getKey(), member.getValue()));
    }

    private String person(Creator person) {
        String type = person.organisation() ? "Organization" : "Person";
        String id = person.orcid()
                .map(Orcid::address)
                .or(() -> kept(type, person.spoken()))
                .orElseGet(() -> local(person.spoken()));
        ObjectNode entity = entity(id, type).put("name", person.spoken());
        if (!person.organisation()) {
            entity.put("familyName", person.family());
            if (!person.given().isEmpty()) {
                entity.put("givenName", person.given());
            }
        }
        refer(
                entity,
                "affiliation",
                person.affiliations().stream().map(this::organisation).toList());
        return id;
    }

    private String organisation(String name) {
        String id = kept("Organization", name).orElseGet(() -> local(name));
        entity(id, "Organization").put("name", name);
        return id;
    }

    private String license(License license) {
        String id = license.address()
                .or(license::id)
                .or(license::name)
                .map(each -> each.startsWith("http") ? each : local(each))
                .orElse("#license");
        ObjectNode entity = entity(id, "CreativeWork");
        license.id().ifPresent(spdx -> entity.put("identifier", spdx));
        license.name().ifPresent(name -> entity.put("name", name));
        return id;
    }

    /** The identifier of an entity in the remainder that is of this type and name. */
    private Optional<String> kept(String type, String name) {
        return description.remainder().entities().stream()
                .filter(entity -> Crate.isA(entity, type))
                .filter(entity -> name.equals(entity.path("name").asString("")))
                .map(entity -> entity.path("@id").asString(""))
                .findFirst();
    }

    private void restore(ObjectNode kept) {
        String id = kept.path("@id").asString("");
        ObjectNode entity = entities.computeIfAbsent(id, created -> JsonSteps.object());
        for (Map.Entry<String, JsonNode> member : kept.properties()) {
            entity.putIfAbsent(member.getKey(), member.getValue());
        }
    }

    private ObjectNode entity(String id, String type) {
        return entities.computeIfAbsent(
                id, created -> JsonSteps.object().put("@id", id).put("@type", type));
    }

    private static void refer(ObjectNode entity, String member, List<String> ids) {
        if (ids.size() == 1) {
            entity.putObject(member).put("@id", ids.getFirst());
        } else if (!ids.isEmpty()) {
            ArrayNode all = entity.putArray(member);
            ids.forEach(id -> all.addObject().put("@id", id));
        }
    }

    /** An identifier within the crate that says whom it is of. */
    private static String local(String name) {
        return "#" + name.strip().replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
    }
}
