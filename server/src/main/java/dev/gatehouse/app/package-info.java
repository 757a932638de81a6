/** The wiring: every part of the server is made here, by hand, and what ties features together that do not know each other. */
@NullMarked
package dev.gatehouse.app;

import org.jspecify.annotations.NullMarked;
