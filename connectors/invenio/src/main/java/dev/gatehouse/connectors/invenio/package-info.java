/** Serves the projects of Zenodo and InvenioRDM. */
package dev.gatehouse.connectors.invenio;
