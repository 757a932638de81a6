/** Explains decisions to those who own the service or the client, by the decisions' own code. */
@NullMarked
package dev.gatehouse.access.explanation;

import org.jspecify.annotations.NullMarked;
