package dev.gatehouse.connectors.invenio;

import dev.gatehouse.connectors.invenio.description.Creator;
import dev.gatehouse.connectors.invenio.description.Description;
import dev.gatehouse.connectors.invenio.description.JsonSteps;
import dev.gatehouse.connectors.invenio.description.License;
import dev.gatehouse.connectors.invenio.description.Remainder;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** InvenioRDM's metadata of records. */
final class RdmForm implements DescriptionForm {
    @Override
    public ObjectNode write(Description description) {
        ObjectNode metadata = description.own().deepCopy();
        description.work().title().ifPresent(title -> metadata.put("title", title));
        description.work().text().ifPresent(text -> metadata.put("description", text));
        description.publication().published().ifPresent(date -> metadata.put("publication_date", date));
        description.publication().publisher().ifPresent(publisher -> metadata.put("publisher", publisher));
        description.work().version().ifPresent(version -> metadata.put("version", version));
        description
                .work()
                .type()
                .ifPresent(type -> metadata.putObject("resource_type").put("id", type));
        description.publication().creators().forEach(creator -> write(creator, metadata.withArray("creators")));
        description.publication().licenses().forEach(license -> write(license, metadata.withArray("rights")));
        description
                .work()
                .keywords()
                .forEach(word -> metadata.withArray("subjects").addObject().put("subject", word));
        description
                .work()
                .language()
                .ifPresent(id -> metadata.withArray("languages").addObject().put("id", id));
        if (!description.remainder().isEmpty()) {
            metadata.withArray("additional_descriptions")
                    .addObject()
                    .put("description", description.remainder().line())
                    .putObject("type")
                    .put("id", "other");
        }
        return metadata;
    }

    private static void write(Creator creator, ArrayNode creators) {
        ObjectNode entry = creators.addObject();
        ObjectNode person = entry.putObject("person_or_org");
        if (creator.organisation()) {
            person.put("type", "organizational").put("name", creator.name());
            return;
        }
        person.put("type", "personal").put("family_name", creator.family());
        if (!creator.given().isEmpty()) {
            person.put("given_name", creator.given());
        }
        creator.orcid()
                .ifPresent(orcid -> person.putArray("identifiers")
                        .addObject()
                        .put("scheme", "orcid")
                        .put("identifier", orcid));
        creator.affiliations()
                .forEach(name -> entry.withArray("affiliations").addObject().put("name", name));
    }

    private static void write(License license, ArrayNode rights) {
        ObjectNode entry = rights.addObject();
        if (license.id().isPresent()) {
            entry.put("id", license.id().get());
            return;
        }
        String name = license.name().or(license::url).orElse("");
        entry.putObject("title").put("en", name);
        license.url().ifPresent(url -> entry.put("link", url));
    }

    @Override
    public Description read(ObjectNode metadata) {
        ObjectNode own = metadata.deepCopy();
        Remainder remainder = takeRemainder(own);
        return new Description(
                new Description.Work(
                        JsonSteps.text(take(own, "title")),
                        JsonSteps.text(take(own, "description")),
                        takeKeywords(own),
                        JsonSteps.text(take(own, "resource_type").path("id")),
                        JsonSteps.text(take(own, "version")),
                        takeLanguage(own)),
                new Description.Publication(
                        JsonSteps.each(take(own, "creators")).stream()
                                .map(RdmForm::person)
                                .toList(),
                        JsonSteps.text(take(own, "publication_date")),
                        JsonSteps.each(take(own, "rights")).stream()
                                .map(RdmForm::license)
                                .toList(),
                        JsonSteps.text(take(own, "publisher"))),
                remainder,
                own);
    }

    private static Creator person(JsonNode creator) {
        JsonNode person = creator.path("person_or_org");
        String name = JsonSteps.text(person.path("name")).orElse("?");
        if (person.path("type").asString("").equals("organizational")) {
            return Creator.organisation(name);
        }
        Optional<String> orcid = JsonSteps.each(person.path("identifiers")).stream()
                .filter(each -> each.path("scheme").asString("").equals("orcid"))
                .flatMap(each -> JsonSteps.text(each.path("identifier")).stream())
                .findFirst();
        List<String> affiliations = JsonSteps.each(creator.path("affiliations")).stream()
                .flatMap(each -> JsonSteps.text(each.path("name")).stream())
                .toList();
        return JsonSteps.text(person.path("family_name"))
                .map(family -> Creator.of(
                        family, JsonSteps.text(person.path("given_name")).orElse(""), orcid, affiliations))
                .orElseGet(() -> Creator.named(name, orcid, affiliations));
    }

    private static License license(JsonNode right) {
        Optional<String> name = JsonSteps.text(right.path("title").path("en"));
        Optional<String> url = JsonSteps.text(right.path("link"))
                .or(() -> JsonSteps.text(right.path("props").path("url")));
        return new License(JsonSteps.text(right.path("id")), url, name);
    }

    /** Subjects of a vocabulary stay with the repository's own; free ones are keywords. */
    private static List<String> takeKeywords(ObjectNode own) {
        List<JsonNode> subjects = JsonSteps.each(take(own, "subjects"));
        subjects.stream().filter(each -> each.has("id")).forEach(own.withArray("subjects")::add);
        if (own.path("subjects").isEmpty()) {
            own.remove("subjects");
        }
        return subjects.stream()
                .filter(each -> !each.has("id"))
                .flatMap(each -> JsonSteps.text(each.path("subject")).stream())
                .toList();
    }

    private static Optional<String> takeLanguage(ObjectNode own) {
        if (own.path("languages").size() != 1) {
            return Optional.empty();
        }
        return JsonSteps.text(take(own, "languages").path(0).path("id"));
    }

    private static Remainder takeRemainder(ObjectNode own) {
        Remainder found = Remainder.none();
        ArrayNode others = JsonSteps.array();
        for (JsonNode each : JsonSteps.each(take(own, "additional_descriptions"))) {
            Optional<Remainder> remainder =
                    Remainder.read(each.path("description").asString(""));
            if (remainder.isPresent()) {
                found = remainder.get();
            } else {
                others.add(each);
            }
        }
        if (!others.isEmpty()) {
            own.set("additional_descriptions", others);
        }
        return found;
    }

    private static JsonNode take(ObjectNode own, String member) {
        JsonNode value = own.path(member);
        own.remove(member);
        return value;
    }
}
