/**
 * What happens to connections, told as a stream of server-sent events from an outbox that the changing transaction
 * writes. Also ends connections nobody uses. All times in the database are by the database's clock.
 */
@NullMarked
package dev.gatehouse.vault.events;

import org.jspecify.annotations.NullMarked;
