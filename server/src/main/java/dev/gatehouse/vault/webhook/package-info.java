/** Webhooks: who is told of events, signed deliveries, and their repetition until they are taken. */
package dev.gatehouse.vault.webhook;
