package dev.gatehouse.repository;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What InvenioRDM takes as metadata. A draft keeps what is right and is told, in {@code errors}, what is not. */
final class RdmRules {
    static final String MISSING = "Missing data for required field.";
    private static final String[] REQUIRED = {"resource_type", "creators", "title", "publication_date"};

    private static final Set<String> FREE = Set.of(
            "additional_titles",
            "contributors",
            "dates",
            "formats",
            "funding",
            "identifiers",
            "locations",
            "references",
            "related_identifiers",
            "sizes");

    private static final Map<String, Predicate<JsonNode>> CHECKED = Map.ofEntries(
            Map.entry(
                    "resource_type",
                    value -> Values.isResourceType(value.path("id").asString(""))),
            Map.entry("creators", RdmRules::areCreators),
            Map.entry("title", value -> Values.isText(value) && value.asString().length() >= 3),
            Map.entry("publication_date", Values::isDate),
            Map.entry("description", Values::isText),
            Map.entry("additional_descriptions", RdmRules::areDescriptions),
            Map.entry("rights", RdmRules::areRights),
            Map.entry(
                    "subjects",
                    value -> each(value, subject -> subject.has("id") || Values.isText(subject.path("subject")))),
            Map.entry(
                    "languages",
                    value -> each(
                            value, language -> language.path("id").asString("").matches("[a-z]{3}"))),
            Map.entry("version", Values::isText),
            Map.entry("publisher", Values::isText));

    private RdmRules() {}

    /** What a draft keeps of this; what is wrong is added to the errors. */
    static ObjectNode kept(JsonNode metadata, ArrayNode errors) {
        ObjectNode kept = RepositoryJson.object();
        metadata.propertyStream().forEach(member -> {
            Predicate<JsonNode> check = CHECKED.get(member.getKey());
            if (check == null && !FREE.contains(member.getKey())) {
                add(errors, "metadata." + member.getKey(), "Unknown field.");
            } else if (check != null && !check.test(member.getValue())) {
                add(errors, "metadata." + member.getKey(), "Invalid value.");
            } else {
                kept.set(member.getKey(), member.getValue());
            }
        });
        return kept;
    }

    /** What is missing before it can be published. */
    static void missing(ObjectNode metadata, ArrayNode errors) {
        for (String required : REQUIRED) {
            if (!metadata.has(required)) {
                add(errors, "metadata." + required, MISSING);
            }
        }
    }

    static void add(ArrayNode errors, String field, String message) {
        errors.addObject().put("field", field).putArray("messages").add(message);
    }

    static RepositoryRefusal refusal(ArrayNode errors) {
        ObjectNode body = RepositoryJson.object().put("status", 400).put("message", "A validation error occurred.");
        body.set("errors", errors);
        return new RepositoryRefusal(400, body);
    }

    /** The metadata as it is shown, with the names of what stands in vocabularies. */
    static ObjectNode shown(ObjectNode metadata) {
        ObjectNode shown = metadata.deepCopy();
        if (shown.path("resource_type") instanceof ObjectNode type) {
            type.putObject("title").put("en", type.get("id").asString());
        }
        shown.path("creators").forEach(creator -> {
            ObjectNode person = (ObjectNode) creator.get("person_or_org");
            if (person.path("type").asString().equals("personal")) {
                String given = person.path("given_name").asString("");
                person.put("name", person.get("family_name").asString() + (given.isEmpty() ? "" : ", " + given));
            }
        });
        shown.path("rights").forEach(right -> {
            if (right.has("id")) {
                ((ObjectNode) right)
                        .putObject("title")
                        .put("en", right.get("id").asString());
            }
        });
        return shown;
    }

    private static boolean each(JsonNode list, Predicate<JsonNode> check) {
        return list.isArray() && list.valueStream().allMatch(check);
    }

    private static boolean areCreators(JsonNode creators) {
        return !creators.isEmpty() && each(creators, creator -> isPersonOrOrganisation(creator.path("person_or_org")));
    }

    private static boolean isPersonOrOrganisation(JsonNode node) {
        boolean named = switch (node.path("type").asString("")) {
            case "personal" -> Values.isText(node.path("family_name"));
            case "organizational" -> Values.isText(node.path("name"));
            default -> false;
        };
        return named
                && node.path("identifiers")
                        .valueStream()
                        .allMatch(identifier ->
                                !identifier.path("scheme").asString("").equals("orcid")
                                        || Values.isOrcid(
                                                identifier.path("identifier").asString("")));
    }

    private static boolean areDescriptions(JsonNode descriptions) {
        return each(
                descriptions,
                each -> Values.isText(each.path("description"))
                        && Values.DESCRIPTION_TYPES.contains(
                                each.path("type").path("id").asString("")));
    }

    private static boolean areRights(JsonNode rights) {
        return each(
                rights,
                right -> right.has("id")
                        ? Values.LICENSES.contains(right.get("id").asString(""))
                        : Values.isText(right.path("title").path("en")));
    }
}
