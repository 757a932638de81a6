package dev.gatehouse.connectors.invenio;

import dev.gatehouse.connectors.invenio.description.CrateReader;
import dev.gatehouse.connectors.invenio.description.CrateWriter;
import dev.gatehouse.connectors.invenio.description.DataCiteReader;
import tools.jackson.databind.node.ObjectNode;

/** Between what callers send and see, and what a repository takes and gives. Thread-safe. */
record Conversion(DescriptionForm form) {

    /** An RO-Crate or DataCite's JSON in the dialect's form; anything else is taken to be in that form already. */
    ObjectNode incoming(ObjectNode metadata) {
        if (metadata.has("@graph") || metadata.has("@context")) {
            return form.write(CrateReader.read(metadata));
        }
        if (DataCiteReader.recognises(metadata)) {
            return form.write(DataCiteReader.read(metadata));
        }
        return metadata.deepCopy();
    }

    /** An RO-Crate of what the repository keeps. */
    ObjectNode outgoing(ObjectNode metadata) {
        return CrateWriter.write(form.read(metadata));
    }
}
