/** Dynamic registration of clients (RFC 7591, RFC 7592). */
@NullMarked
package dev.gatehouse.clients.registration;

import org.jspecify.annotations.NullMarked;
