/** The guard as a handler of Vert.x Web. */
package dev.gatehouse.guard.vertx;
