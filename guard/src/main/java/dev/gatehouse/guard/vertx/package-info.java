/** The guard as a handler of Vert.x Web. */
@NullMarked
package dev.gatehouse.guard.vertx;

import org.jspecify.annotations.NullMarked;
