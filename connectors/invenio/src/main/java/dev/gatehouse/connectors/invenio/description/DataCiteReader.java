package dev.gatehouse.connectors.invenio.description;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the JSON form of DataCite's schema, as far as it concerns repositories of this kind. */
public final class DataCiteReader {
    private static final Set<String> KNOWN = Set.of(
            "creators",
            "dates",
            "descriptions",
            "language",
            "publicationYear",
            "publisher",
            "rightsList",
            "schemaVersion",
            "subjects",
            "titles",
            "type",
            "types",
            "version");

    private DataCiteReader() {}

    /** Whether this is what was written. */
    public static boolean recognises(ObjectNode metadata) {
        return Stream.of("titles", "types", "type", "descriptions", "publicationYear", "rightsList")
                .anyMatch(metadata::has);
    }

    /** @throws dev.gatehouse.connector.ConnectorException naming what is wrong with it, or cannot be carried over */
    public static Description read(ObjectNode metadata) {
        List<String> unknown = metadata.propertyStream()
                .map(java.util.Map.Entry::getKey)
                .filter(name -> !KNOWN.contains(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw JsonSteps.invalid(
                    String.join("`, `", unknown), "has no place at the repository; leave it out, or send an RO-Crate");
        }
        return new Description(
                new Description.Work(
                        single(metadata, "titles").flatMap(each -> JsonSteps.text(each.path("title"))),
                        single(metadata, "descriptions").flatMap(each -> JsonSteps.text(each.path("description"))),
                        list(metadata, "subjects").stream()
                                .flatMap(each -> JsonSteps.text(each.path("subject")).stream())
                                .toList(),
                        type(metadata.has("types") ? metadata.get("types") : metadata.path("type")),
                        JsonSteps.text(metadata.path("version")),
                        JsonSteps.text(metadata.path("language"))
                                .map(text -> Languages.find(text)
                                        .orElseThrow(() -> JsonSteps.invalid(
                                                "language", "is no language of ISO 639, such as \"en\"")))),
                new Description.Publication(
                        list(metadata, "creators").stream()
                                .map(DataCiteReader::person)
                                .toList(),
                        published(metadata),
                        list(metadata, "rightsList").stream()
                                .map(DataCiteReader::license)
                                .toList(),
                        JsonSteps.text(
                                metadata.path("publisher").isObject()
                                        ? metadata.path("publisher").path("name")
                                        : metadata.path("publisher"))),
                Remainder.none(),
                JsonSteps.object());
    }

    private static List<JsonNode> list(ObjectNode metadata, String member) {
        JsonNode value = metadata.path(member);
        if (value.isMissingNode() || value.isNull() || value.asString("x").isEmpty()) {
            return List.of();
        }
        if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isObject)) {
            throw JsonSteps.invalid(member, "has to be an array of objects");
        }
        return value.valueStream().toList();
    }

    private static Optional<JsonNode> single(ObjectNode metadata, String member) {
        List<JsonNode> all = list(metadata, member);
        if (all.size() > 1) {
            throw JsonSteps.invalid(member, "has more than one entry, and the repository has place for one");
        }
        return all.stream().findFirst();
    }

    private static Creator person(JsonNode creator) {
        Optional<String> name = JsonSteps.text(creator.path("name"));
        Optional<String> family = JsonSteps.text(creator.path("familyName"));
        if (name.isEmpty() && family.isEmpty()) {
            throw JsonSteps.invalid("creators", "has somebody in it without a `name`");
        }
        if (creator.path("nameType").asString("").equals("Organizational")) {
            return Creator.organisation(name.or(() -> family).orElseThrow());
        }
        Optional<String> orcid = JsonSteps.each(creator.path("nameIdentifiers")).stream()
                .flatMap(each -> JsonSteps.text(each.path("nameIdentifier")).stream())
                .flatMap(text -> Orcid.find(text).stream())
                .findFirst();
        List<String> affiliations = JsonSteps.each(creator.path("affiliation")).stream()
                .flatMap(each -> JsonSteps.text(each.isObject() ? each.path("name") : each).stream())
                .toList();
        return family.isPresent()
                ? Creator.of(
                        family.get(), JsonSteps.text(creator.path("givenName")).orElse(""), orcid, affiliations)
                : Creator.named(name.orElseThrow(), orcid, affiliations);
    }

    private static License license(JsonNode rights) {
        Optional<String> name = JsonSteps.text(rights.path("rights"));
        return Stream.of("rightsIdentifier", "rightsUri", "rightsURI", "rights")
                .flatMap(member -> JsonSteps.text(rights.path(member)).stream())
                .map(text -> License.of(text, name))
                .min(java.util.Comparator.comparing(each -> each.id().isEmpty()))
                .orElseThrow(() ->
                        JsonSteps.invalid("rightsList", "has an entry without `rightsIdentifier` or `rightsUri`"));
    }

    private static Optional<String> published(ObjectNode metadata) {
        return list(metadata, "dates").stream()
                .filter(each -> each.path("dateType").asString("").equals("Issued"))
                .findFirst()
                .flatMap(each -> JsonSteps.text(each.path("date")))
                .or(() -> JsonSteps.text(metadata.path("publicationYear")));
    }

    private static Optional<String> type(JsonNode types) {
        return JsonSteps.text(types.path("resourceTypeGeneral"))
                .map(name -> ResourceTypes.find(name)
                        .orElseThrow(() -> JsonSteps.invalid(
                                "types.resourceTypeGeneral",
                                "is \"" + name + "\", which is no kind that repositories know")));
    }
}
