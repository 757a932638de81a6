/** Calls of a connector, right ones and broken ones, and what it answers. */
@NullMarked
package dev.gatehouse.connector.conformance.client;

import org.jspecify.annotations.NullMarked;
