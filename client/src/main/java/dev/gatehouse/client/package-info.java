/** A client of the whole API, for programs: {@link dev.gatehouse.client.Gatehouse} is where to begin. */
@NullMarked
package dev.gatehouse.client;

import org.jspecify.annotations.NullMarked;
