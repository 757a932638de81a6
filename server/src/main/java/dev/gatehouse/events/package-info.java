/**
 * What happened, told to whom it concerns: an outbox that the changing transaction writes, and a stream of server-sent
 * events from it. All times in the database are by the database's clock.
 */
@NullMarked
package dev.gatehouse.events;

import org.jspecify.annotations.NullMarked;
