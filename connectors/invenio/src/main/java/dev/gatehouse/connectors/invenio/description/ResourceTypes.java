package dev.gatehouse.connectors.invenio.description;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What kind of thing a project is, as InvenioRDM names it; Zenodo's names are the two halves of these. */
public final class ResourceTypes {
    /** What a project is of which nobody said it. */
    public static final String DATASET = "dataset";

    private static final Set<String> IDENTIFIERS = Set.of(
            DATASET,
            "image-diagram",
            "image-drawing",
            "image-figure",
            "image-other",
            "image-photo",
            "image-plot",
            "lesson",
            "model",
            "other",
            "physicalobject",
            "poster",
            "presentation",
            "publication-annotationcollection",
            "publication-article",
            "publication-book",
            "publication-conferencepaper",
            "publication-datamanagementplan",
            "publication-deliverable",
            "publication-other",
            "publication-patent",
            "publication-preprint",
            "publication-proposal",
            "publication-report",
            "publication-section",
            "publication-softwaredocumentation",
            "publication-taxonomictreatment",
            "publication-technicalnote",
            "publication-thesis",
            "publication-workingpaper",
            "software",
            "video",
            "workflow");

    /** By the names of DataCite's resourceTypeGeneral and of schema.org's types, in lower case. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("audiovisual", "video"),
            Map.entry("book", "publication-book"),
            Map.entry("bookchapter", "publication-section"),
            Map.entry("chapter", "publication-section"),
            Map.entry("collection", "other"),
            Map.entry("computationalnotebook", "software"),
            Map.entry("conferencepaper", "publication-conferencepaper"),
            Map.entry("conferenceproceeding", "publication-other"),
            Map.entry("datapaper", "publication-article"),
            Map.entry("dissertation", "publication-thesis"),
            Map.entry("event", "other"),
            Map.entry("image", "image-other"),
            Map.entry("imageobject", "image-other"),
            Map.entry("interactiveresource", "other"),
            Map.entry("journalarticle", "publication-article"),
            Map.entry("learningresource", "lesson"),
            Map.entry("outputmanagementplan", "publication-datamanagementplan"),
            Map.entry("peerreview", "publication-other"),
            Map.entry("photograph", "image-photo"),
            Map.entry("preprint", "publication-preprint"),
            Map.entry("presentationdigitaldocument", "presentation"),
            Map.entry("publication", "publication-other"),
            Map.entry("report", "publication-report"),
            Map.entry("scholarlyarticle", "publication-article"),
            Map.entry("service", "other"),
            Map.entry("softwareapplication", "software"),
            Map.entry("softwaresourcecode", "software"),
            Map.entry("sound", "video"),
            Map.entry("standard", "publication-other"),
            Map.entry("text", "publication-other"),
            Map.entry("thesis", "publication-thesis"),
            Map.entry("videoobject", "video"));

    private ResourceTypes() {}

    /** The identifier of a kind, by its identifier or by its name at DataCite or schema.org. */
    public static Optional<String> find(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (IDENTIFIERS.contains(lower)) {
            return Optional.of(lower);
        }
        String bare = lower.substring(Math.max(lower.lastIndexOf('/'), lower.lastIndexOf(':')) + 1);
        return IDENTIFIERS.contains(bare) ? Optional.of(bare) : Optional.ofNullable(NAMES.get(bare));
    }
}
