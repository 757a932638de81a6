/** Webhooks: who is told of what happens to connections, and what became of the messages. */
@NullMarked
package dev.gatehouse.client.webhook;

import org.jspecify.annotations.NullMarked;
