/** Bounds what is kept in memory for clients that do not send or take what they should. */
@NullMarked
package dev.gatehouse.http.netty.peer;

import org.jspecify.annotations.NullMarked;
