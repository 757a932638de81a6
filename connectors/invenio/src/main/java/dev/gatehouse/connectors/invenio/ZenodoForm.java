package dev.gatehouse.connectors.invenio;

import dev.gatehouse.connectors.invenio.description.Creator;
import dev.gatehouse.connectors.invenio.description.Description;
import dev.gatehouse.connectors.invenio.description.JsonSteps;
import dev.gatehouse.connectors.invenio.description.Languages;
import dev.gatehouse.connectors.invenio.description.License;
import dev.gatehouse.connectors.invenio.description.Remainder;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Zenodo's metadata of depositions. */
final class ZenodoForm implements DescriptionForm {
    private static final String ZERO = "cc-zero";

    @Override
    public ObjectNode write(Description description) {
        ObjectNode metadata = description.own().deepCopy();
        description.work().title().ifPresent(title -> metadata.put("title", title));
        description.work().text().ifPresent(text -> metadata.put("description", text));
        description.publication().published().ifPresent(date -> metadata.put("publication_date", date));
        description.work().version().ifPresent(version -> metadata.put("version", version));
        description.work().language().ifPresent(language -> metadata.put("language", language));
        description.work().type().ifPresent(type -> writeType(metadata, type));
        writeCreators(metadata, description.publication().creators());
        writeLicense(metadata, description.publication().licenses());
        if (!description.work().keywords().isEmpty()) {
            description.work().keywords().forEach(metadata.putArray("keywords")::add);
        }
        writeNotes(metadata, description);
        return metadata;
    }

    /** The halves of {@code publication-article} are the type and the kind of that type. */
    private static void writeType(ObjectNode metadata, String type) {
        int dash = type.indexOf('-');
        String upload = dash < 0 ? type : type.substring(0, dash);
        metadata.put("upload_type", upload);
        if (dash > 0) {
            metadata.put(upload + "_type", type.substring(dash + 1));
        }
    }

    private static void writeCreators(ObjectNode metadata, List<Creator> creators) {
        if (creators.isEmpty()) {
            return;
        }
        ArrayNode all = metadata.putArray("creators");
        for (Creator creator : creators) {
            ObjectNode entry = all.addObject().put("name", creator.name());
            creator.orcid().ifPresent(orcid -> entry.put("orcid", orcid));
            if (!creator.affiliations().isEmpty()) {
                entry.put("affiliation", String.join("; ", creator.affiliations()));
            }
        }
    }

    private static void writeLicense(ObjectNode metadata, List<License> licenses) {
        if (licenses.isEmpty()) {
            return;
        }
        if (licenses.size() > 1) {
            throw JsonSteps.invalid("license", "names more than one, and Zenodo has place for one");
        }
        License license = licenses.getFirst();
        String id = license.id()
                .or(() -> license.name().filter(name -> license.url().isEmpty() && name.matches("[\\w.+-]+")))
                .orElseThrow(() -> JsonSteps.invalid(
                        "license",
                        "is none that Zenodo knows; send an SPDX identifier or address, such as \"CC-BY-4.0\""));
        metadata.put("license", id.equals("cc0-1.0") ? ZERO : id);
    }

    /** There is no field for a publisher: it is Zenodo. */
    private static void writeNotes(ObjectNode metadata, Description description) {
        Remainder remainder = description.remainder();
        if (description.publication().publisher().isPresent()) {
            ObjectNode root = remainder.root().deepCopy();
            root.put("publisher", description.publication().publisher().get());
            remainder = new Remainder(root, remainder.entities());
        }
        if (!remainder.isEmpty()) {
            String notes = JsonSteps.text(metadata.path("notes"))
                    .map(text -> text + "\n")
                    .orElse("");
            metadata.put("notes", notes + remainder.line());
        }
    }

    @Override
    public Description read(ObjectNode metadata) {
        ObjectNode own = metadata.deepCopy();
        own.remove("prereserve_doi");
        Remainder remainder = takeRemainder(own);
        return new Description(
                new Description.Work(
                        JsonSteps.text(take(own, "title")),
                        JsonSteps.text(take(own, "description")),
                        JsonSteps.each(take(own, "keywords")).stream()
                                .flatMap(each -> JsonSteps.text(each).stream())
                                .toList(),
                        takeType(own),
                        JsonSteps.text(take(own, "version")),
                        JsonSteps.text(take(own, "language"))
                                .map(code -> Languages.find(code).orElse(code))),
                new Description.Publication(
                        JsonSteps.each(take(own, "creators")).stream()
                                .map(ZenodoForm::person)
                                .toList(),
                        JsonSteps.text(take(own, "publication_date")),
                        JsonSteps.text(take(own, "license"))
                                .map(id -> License.of(id.equals(ZERO) ? "cc0-1.0" : id, Optional.empty()))
                                .stream()
                                .toList(),
                        Optional.empty()),
                remainder,
                own);
    }

    private static Creator person(JsonNode creator) {
        List<String> affiliations =
                JsonSteps.text(creator.path("affiliation")).stream().toList();
        String name = JsonSteps.text(creator.path("name")).orElse("?");
        return Creator.named(name, JsonSteps.text(creator.path("orcid")), affiliations);
    }

    private static Optional<String> takeType(ObjectNode own) {
        return JsonSteps.text(take(own, "upload_type"))
                .map(type -> JsonSteps.text(take(own, type + "_type"))
                        .map(kind -> type + "-" + kind)
                        .orElse(type));
    }

    private static Remainder takeRemainder(ObjectNode own) {
        String notes = own.path("notes").asString("");
        int line = notes.lastIndexOf('\n') + 1;
        Optional<Remainder> remainder = Remainder.read(notes.substring(line));
        if (remainder.isPresent()) {
            own.remove("notes");
            JsonSteps.text(own.stringNode(notes.substring(0, line))).ifPresent(text -> own.put("notes", text));
        }
        return remainder.orElseGet(Remainder::none);
    }

    private static JsonNode take(ObjectNode own, String member) {
        JsonNode value = own.path(member);
        own.remove(member);
        return value;
    }
}
