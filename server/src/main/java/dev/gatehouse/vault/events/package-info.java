/**
 * Tells registrants what happens to the connections to their connectors: signed webhooks and a stream of server-sent
 * events, both fed from an outbox that the changing transaction writes. Also ends connections nobody uses. All times in
 * the database are by the database's clock.
 */
package dev.gatehouse.vault.events;
