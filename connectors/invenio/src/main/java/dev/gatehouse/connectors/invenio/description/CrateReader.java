package dev.gatehouse.connectors.invenio.description;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads an RO-Crate 1.1: its root dataset and what that refers to. What it has no place for becomes the remainder. */
public final class CrateReader {
    private static final Set<String> ROOT_MEMBERS = Set.of(
            "@id",
            "@type",
            "additionalType",
            "author",
            "creator",
            "datePublished",
            "description",
            "inLanguage",
            "keywords",
            "license",
            "name",
            "publisher",
            "version");
    private static final Set<String> PERSON_MEMBERS =
            Set.of("@id", "@type", "name", "givenName", "familyName", "affiliation", "identifier");
    private static final Set<String> THING_MEMBERS = Set.of("@id", "@type", "name", "identifier", "url");

    private final Crate crate;
    private final Set<String> carried = new HashSet<>();

    private CrateReader(ObjectNode document) {
        crate = new Crate(document);
    }

    /** @throws dev.gatehouse.connector.ConnectorException naming what is wrong with it */
    public static Description read(ObjectNode document) {
        return new CrateReader(document).description();
    }

    private Description description() {
        ObjectNode root = crate.root();
        return new Description(
                new Description.Work(
                        JsonSteps.text(root.path("name")),
                        texts(root.path("description")),
                        keywords(root.path("keywords")),
                        Optional.of(type(root)),
                        JsonSteps.text(root.path("version")),
                        JsonSteps.each(root.path("inLanguage")).stream()
                                .findFirst()
                                .flatMap(this::language)),
                new Description.Publication(
                        creators(root),
                        JsonSteps.text(root.path("datePublished")).map(CrateReader::day),
                        JsonSteps.each(root.path("license")).stream()
                                .map(this::license)
                                .toList(),
                        JsonSteps.each(root.path("publisher")).stream()
                                .findFirst()
                                .flatMap(this::name)),
                remainder(root),
                own());
    }

    private List<Creator> creators(ObjectNode root) {
        JsonNode authors = root.has("author") ? root.get("author") : root.path("creator");
        return JsonSteps.each(authors).stream().map(this::person).toList();
    }

    private Creator person(JsonNode node) {
        Optional<ObjectNode> entity = crate.follow(node);
        if (entity.isEmpty()) {
            return JsonSteps.text(node)
                    .map(name -> Creator.named(name, Optional.empty(), List.of()))
                    .orElseThrow(() -> JsonSteps.invalid("author", "has an empty name in it"));
        }
        ObjectNode person = entity.get();
        carry(person, PERSON_MEMBERS);
        Optional<String> name = JsonSteps.text(person.path("name"));
        if (Crate.isA(person, "Organization")) {
            return Creator.organisation(name.orElseThrow(() -> nameless(person)));
        }
        Optional<String> orcid = Stream.of(person.path("@id"), person.path("identifier"))
                .flatMap(each -> JsonSteps.text(each.isObject() ? each.path("@id") : each).stream())
                .flatMap(text -> Orcid.find(text).stream())
                .findFirst();
        List<String> affiliations = JsonSteps.each(person.path("affiliation")).stream()
                .flatMap(each -> name(each).stream())
                .toList();
        return JsonSteps.text(person.path("familyName"))
                .map(family -> Creator.of(
                        family, JsonSteps.text(person.path("givenName")).orElse(""), orcid, affiliations))
                .orElseGet(() -> Creator.named(name.orElseThrow(() -> nameless(person)), orcid, affiliations));
    }

    private static RuntimeException nameless(ObjectNode entity) {
        return JsonSteps.invalid(
                "author", "refers to " + entity.path("@id").asString("an entity") + ", which has no `name`");
    }

    private License license(JsonNode node) {
        Optional<ObjectNode> entity = crate.follow(node);
        if (entity.isEmpty()) {
            return JsonSteps.text(node)
                    .map(text -> License.of(text, Optional.empty()))
                    .orElseThrow(() -> JsonSteps.invalid("license", "is empty"));
        }
        ObjectNode license = entity.get();
        carry(license, THING_MEMBERS);
        Optional<String> name = JsonSteps.text(license.path("name"));
        return Stream.of("@id", "identifier", "url", "name")
                .flatMap(member -> JsonSteps.text(license.path(member)).stream())
                .map(text -> License.of(text, name))
                .filter(each -> each.id().isPresent())
                .findFirst()
                .orElseGet(() -> License.of(
                        JsonSteps.text(license.path("@id")).or(() -> name).orElse(""), name));
    }

    private Optional<String> name(JsonNode node) {
        Optional<ObjectNode> entity = crate.follow(node);
        entity.ifPresent(each -> carry(each, THING_MEMBERS));
        Function<ObjectNode, Optional<String>> naming =
                each -> JsonSteps.text(each.path("name")).or(() -> JsonSteps.text(each.path("@id")));
        return entity.isPresent() ? entity.flatMap(naming) : JsonSteps.text(node);
    }

    private Optional<String> language(JsonNode node) {
        Optional<String> named = crate.follow(node)
                .flatMap(each -> Stream.of("alternateName", "code", "identifier", "@id", "name")
                        .flatMap(member -> JsonSteps.text(each.path(member)).stream())
                        .flatMap(text -> Languages.find(text).stream())
                        .findFirst());
        return named.or(() -> JsonSteps.text(node)
                .map(text -> Languages.find(text)
                        .orElseThrow(
                                () -> JsonSteps.invalid("inLanguage", "is no language of ISO 639, such as \"en\""))));
    }

    private static String type(ObjectNode root) {
        Optional<String> additional = JsonSteps.each(root.path("additionalType")).stream()
                .flatMap(each -> JsonSteps.text(each.isObject() ? each.path("@id") : each).stream())
                .findFirst();
        if (additional.isPresent()) {
            return ResourceTypes.find(additional.get())
                    .orElseThrow(() -> JsonSteps.invalid(
                            "additionalType",
                            "is \"" + additional.get()
                                    + "\", which is no kind that repositories know, such as \"Dataset\","
                                    + " \"Software\" or \"JournalArticle\""));
        }
        return JsonSteps.each(root.path("@type")).stream()
                .map(each -> each.asString(""))
                .filter(each -> !each.equals("Dataset"))
                .flatMap(each -> ResourceTypes.find(each).stream())
                .findFirst()
                .orElse(ResourceTypes.DATASET);
    }

    private static Optional<String> texts(JsonNode node) {
        List<String> all = JsonSteps.each(node).stream()
                .flatMap(each -> JsonSteps.text(each).stream())
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n", all));
    }

    private static List<String> keywords(JsonNode node) {
        boolean single = node.isString();
        return JsonSteps.each(node).stream()
                .flatMap(each -> JsonSteps.text(each.isObject() ? each.path("name") : each).stream())
                .flatMap(text -> single ? Stream.of(text.split("\\s*,\\s*")) : Stream.of(text))
                .toList();
    }

    /** Of a point in time, the day. */
    private static String day(String date) {
        int time = date.indexOf('T');
        return time > 0 ? date.substring(0, time) : date;
    }

    /** Notes that an entity is carried over; it is, unless it says more than can be. */
    private void carry(ObjectNode entity, Set<String> members) {
        if (entity.propertyStream().allMatch(member -> members.contains(member.getKey()))) {
            carried.add(entity.path("@id").asString(""));
        }
    }

    private Remainder remainder(ObjectNode root) {
        ObjectNode members = JsonSteps.object();
        root.propertyStream()
                .filter(member -> !ROOT_MEMBERS.contains(member.getKey()))
                .forEach(member -> members.set(member.getKey(), member.getValue()));
        if (root.has("author") && root.has("creator")) {
            members.set("creator", root.get("creator"));
        }
        List<ObjectNode> entities = new ArrayList<>();
        crate.entities().forEach((id, entity) -> {
            boolean known = entity == root || Crate.DESCRIPTORS.contains(id) || id.equals(OwnForm.ID);
            if (!known && !carried.contains(id)) {
                entities.add(entity);
            }
        });
        return new Remainder(members, entities);
    }

    private ObjectNode own() {
        ObjectNode entity = crate.entities().get(OwnForm.ID);
        if (entity == null) {
            return JsonSteps.object();
        }
        try {
            if (JsonSteps.MAPPER.readTree(entity.path("value").asString("")) instanceof ObjectNode own) {
                return own;
            }
        } catch (JacksonException e) {
            // told below
        }
        throw JsonSteps.invalid(
                OwnForm.ID, "has a `value` that is no JSON object; send it as it was given, or leave it out");
    }
}
