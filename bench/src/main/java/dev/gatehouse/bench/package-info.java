/**
 * Load scenarios: what the server reaches, as a ratio to a reference measured in the same run. Nothing is asserted; the
 * table says whether a target is reached.
 */
@NullMarked
package dev.gatehouse.bench;

import org.jspecify.annotations.NullMarked;
