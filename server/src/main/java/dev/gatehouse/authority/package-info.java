/** Who may hold which scopes of this server's own API, and what clients can get of them. */
@NullMarked
package dev.gatehouse.authority;

import org.jspecify.annotations.NullMarked;
