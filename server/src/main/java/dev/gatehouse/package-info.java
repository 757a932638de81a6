/** The server as one object: everything is opened here, top to bottom, and closed in reverse. */
@NullMarked
package dev.gatehouse;

import org.jspecify.annotations.NullMarked;
