package dev.gatehouse.connectors.invenio;

import dev.gatehouse.connectors.invenio.description.Description;
import tools.jackson.databind.node.ObjectNode;

/** How a dialect writes what describes a project. Thread-safe. */
interface DescriptionForm {
    /** @throws dev.gatehouse.connector.ConnectorException naming what cannot be written */
    ObjectNode write(Description description);

    /** What it cannot tell apart stays as {@link Description#own}. */
    Description read(ObjectNode metadata);
}
