/** Tells guards, as it happens, what their decisions rest on and has changed. */
@NullMarked
package dev.gatehouse.access.changes;

import org.jspecify.annotations.NullMarked;
