package dev.gatehouse.connectors.invenio.description;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What describes a project.
 *
 * @param remainder what a crate says beside that
 * @param own what the repository keeps beside that, in its own form
 */
public record Description(Work work, Publication publication, Remainder remainder, ObjectNode own) {
    /**
     * What it is.
     *
     * @param title what it is called
     * @param text says what it is; HTML is allowed
     * @param keywords what it is about
     * @param type one of {@link ResourceTypes}
     * @param version of it, such as {@code 1.0.0}
     * @param language ISO 639-2, three letters
     */
    public record Work(
            Optional<String> title,
            Optional<String> text,
            List<String> keywords,
            Optional<String> type,
            Optional<String> version,
            Optional<String> language) {
        public Work {
            keywords = List.copyOf(keywords);
        }
    }

    /**
     * Who brings it out.
     *
     * @param creators who made it, in their order
     * @param published when it was published: a year, a month or a day
     * @param licenses under what terms it may be used
     * @param publisher who publishes it
     */
    public record Publication(
            List<Creator> creators, Optional<String> published, List<License> licenses, Optional<String> publisher) {
        public Publication {
            creators = List.copyOf(creators);
            licenses = List.copyOf(licenses);
        }
    }

    /** The same with another remainder. */
    public Description with(Remainder changed) {
        return new Description(work, publication, changed, own);
    }
}
