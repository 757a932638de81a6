package dev.gatehouse.repository;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What Zenodo takes as metadata of a deposition. Members that it does not know, it leaves out without a word. */
final class ZenodoRules {
    private static final Set<String> FREE = Set.of(
            "communities",
            "contributors",
            "dates",
            "doi",
            "embargo_date",
            "grants",
            "imprint_publisher",
            "journal_title",
            "locations",
            "method",
            "references",
            "related_identifiers",
            "subjects");

    private static final Map<String, Predicate<JsonNode>> CHECKED = Map.ofEntries(
            Map.entry("upload_type", value -> Values.UPLOAD_TYPES.contains(value.asString(""))),
            Map.entry("publication_type", value -> Values.PUBLICATION_TYPES.contains(value.asString(""))),
            Map.entry("image_type", value -> Values.IMAGE_TYPES.contains(value.asString(""))),
            Map.entry("publication_date", Values::isDate),
            Map.entry("title", Values::isText),
            Map.entry("creators", ZenodoRules::areCreators),
            Map.entry("description", Values::isText),
            Map.entry("access_right", value -> Values.ACCESS_RIGHTS.contains(value.asString(""))),
            Map.entry("license", value -> isLicense(value.asString(""))),
            Map.entry(
                    "keywords", value -> value.isArray() && value.valueStream().allMatch(Values::isText)),
            Map.entry("notes", JsonNode::isString),
            Map.entry("version", JsonNode::isString),
            Map.entry("language", value -> value.asString("").matches("[a-z]{2,3}")));

    private ZenodoRules() {}

    /** What is stored of this; refuses members with other values than they may have. */
    static ObjectNode stored(JsonNode metadata) {
        if (!(metadata instanceof ObjectNode given)) {
            throw refusal(errors("metadata", "Invalid input type."));
        }
        ArrayNode errors = RepositoryJson.array();
        ObjectNode stored = RepositoryJson.object();
        given.propertyStream().forEach(member -> {
            Predicate<JsonNode> check = CHECKED.get(member.getKey());
            if (check != null && !check.test(member.getValue())) {
                add(errors, "metadata." + member.getKey(), "Not a valid choice.");
            } else if (check != null || FREE.contains(member.getKey())) {
                stored.set(member.getKey(), member.getValue());
            }
        });
        if (!errors.isEmpty()) {
            throw refusal(errors);
        }
        return stored;
    }

    /** Refuses to publish what is not complete. */
    static void checkComplete(ObjectNode metadata, boolean hasFiles) {
        ArrayNode errors = RepositoryJson.array();
        for (String required : new String[] {"upload_type", "title", "creators", "description"}) {
            if (!metadata.has(required)) {
                add(errors, "metadata." + required, "This field is required.");
            }
        }
        String type = metadata.path("upload_type").asString("");
        if ((type.equals("publication") || type.equals("image")) && !metadata.has(type + "_type")) {
            add(errors, "metadata." + type + "_type", "This field is required.");
        }
        if (!hasFiles) {
            add(errors, "", "Minimum one file must be provided.");
        }
        if (!errors.isEmpty()) {
            throw refusal(errors);
        }
    }

    private static boolean isLicense(String id) {
        return id.equals("cc-zero") || (Values.LICENSES.contains(id) && !id.equals("cc0-1.0"));
    }

    private static boolean areCreators(JsonNode creators) {
        return creators.isArray()
                && !creators.isEmpty()
                && creators.valueStream()
                        .allMatch(creator -> Values.isText(creator.path("name"))
                                && (!creator.has("orcid")
                                        || Values.isOrcid(creator.get("orcid").asString(""))));
    }

    private static ArrayNode errors(String field, String message) {
        ArrayNode errors = RepositoryJson.array();
        add(errors, field, message);
        return errors;
    }

    private static void add(ArrayNode errors, String field, String message) {
        errors.addObject().put("code", 10).put("field", field).put("message", message);
    }

    private static RepositoryRefusal refusal(ArrayNode errors) {
        ObjectNode body = RepositoryJson.object().put("status", 400).put("message", "Validation error.");
        body.set("errors", errors);
        return new RepositoryRefusal(400, body);
    }
}
