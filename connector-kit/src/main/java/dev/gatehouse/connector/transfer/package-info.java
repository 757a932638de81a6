/**
 * Moves bytes between the event loop and plain blocking streams, in bounded memory and no faster than the slower side
 * takes them.
 */
@NullMarked
package dev.gatehouse.connector.transfer;

import org.jspecify.annotations.NullMarked;
