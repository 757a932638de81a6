package dev.gatehouse.connectors.invenio.description;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What describes a project.
 *
 * @param title what it is called
 * @param creators who made it, in their order
 * @param text says what it is; HTML is allowed
 * @param published when it was published: a year, a month or a day
 * @param licenses under what terms it may be used
 * @param keywords what it is about
 * @param type one of {@link ResourceTypes}
 * @param publisher who publishes it
 * @param version of it, such as {@code 1.0.0}
 * @param language ISO 639-2, three letters
 * @param remainder what a crate says beside that
 * @param own what the repository keeps beside that, in its own form
 */
public record Description(
        Optional<String> title,
        List<Creator> creators,
        Optional<String> text,
        Optional<String> published,
        List<License> licenses,
        List<String> keywords,
        Optional<String> type,
        Optional<String> publisher,
        Optional<String> version,
        Optional<String> language,
        Remainder remainder,
        ObjectNode own) {
    public Description {
        creators = List.copyOf(creators);
        licenses = List.copyOf(licenses);
        keywords = List.copyOf(keywords);
    }

    /** The same with another remainder. */
    public Description with(Remainder changed) {
        return new Description(
                title, creators, text, published, licenses, keywords, type, publisher, version, language, changed, own);
    }
}
