/**
 * Token storage: third-party services that connectors registered, people's connections to them, and their tokens, which
 * stand encrypted in the database. Knows nothing of our own authorization server.
 */
@NullMarked
package dev.gatehouse.vault;

import org.jspecify.annotations.NullMarked;
