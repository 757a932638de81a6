/** Calls of a repository's REST API: bounded in time and size, streaming both ways, failures told as the kit's. */
@NullMarked
package dev.gatehouse.connectors.invenio.vendor;

import org.jspecify.annotations.NullMarked;
