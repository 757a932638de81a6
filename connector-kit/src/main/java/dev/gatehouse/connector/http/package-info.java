/** The HTTP side of a connector: listener, routes, errors, bounds, log and metrics. Knows nothing of its interfaces. */
@NullMarked
package dev.gatehouse.connector.http;

import org.jspecify.annotations.NullMarked;
