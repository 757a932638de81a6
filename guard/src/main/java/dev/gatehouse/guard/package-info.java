/**
 * Guards a service from inside: the decisions of {@code /access/<service id>}, made in its own process from the endpoints
 * it registered. {@link dev.gatehouse.guard.ServiceGuard} knows no framework; {@code servlet} and {@code vertx} hand it
 * their requests.
 */
@NullMarked
package dev.gatehouse.guard;

import org.jspecify.annotations.NullMarked;
