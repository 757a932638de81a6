/** Connections of people to connectors, with their tokens: who sees which, and who may read its tokens. */
package dev.gatehouse.vault.connection;
