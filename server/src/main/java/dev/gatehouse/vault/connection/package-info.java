/** Connections of people to connectors, with their tokens: who sees which, and who may read its tokens. */
@NullMarked
package dev.gatehouse.vault.connection;

import org.jspecify.annotations.NullMarked;
