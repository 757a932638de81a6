/** The HTTP side of a connector: listener, routes, errors, bounds, log and metrics. Knows nothing of its interfaces. */
package dev.gatehouse.connector.http;
