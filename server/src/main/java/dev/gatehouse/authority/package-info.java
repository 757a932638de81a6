/** Who may hold which scopes of this server's own API, and what it takes to manage a client that can get some. */
package dev.gatehouse.authority;
