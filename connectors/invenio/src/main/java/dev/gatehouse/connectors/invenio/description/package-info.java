/**
 * What describes a project, between the forms in which callers give it (RO-Crate 1.1, DataCite JSON) and the forms that
 * repositories keep it in.
 */
@NullMarked
package dev.gatehouse.connectors.invenio.description;

import org.jspecify.annotations.NullMarked;
