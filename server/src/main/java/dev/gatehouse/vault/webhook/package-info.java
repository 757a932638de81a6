/** Webhooks: who is told of events, signed deliveries, and their repetition until they are taken. */
@NullMarked
package dev.gatehouse.vault.webhook;

import org.jspecify.annotations.NullMarked;
