/**
 * What describes a project, between the forms in which callers give it (RO-Crate 1.1, DataCite JSON) and the forms that
 * repositories keep it in.
 */
package dev.gatehouse.connectors.invenio.description;
