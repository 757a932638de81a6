package dev.gatehouse.connectors.invenio.description;

/** How a crate carries what a repository keeps in its own form. */
final class OwnForm {
    /** The entity whose {@code value} is a text: the members as JSON. */
    static final String ID = "#repository-metadata";

    private OwnForm() {}
}
