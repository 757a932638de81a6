/** Serves the projects of Zenodo and InvenioRDM. */
@NullMarked
package dev.gatehouse.connectors.invenio;

import org.jspecify.annotations.NullMarked;
