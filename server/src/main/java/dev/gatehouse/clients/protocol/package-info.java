/** How the protocol is spoken with a client where that differs from what is usual. */
@NullMarked
package dev.gatehouse.clients.protocol;

import org.jspecify.annotations.NullMarked;
