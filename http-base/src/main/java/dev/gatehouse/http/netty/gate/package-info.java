/** Bounds how many connections a listener holds, and how long one may stay silent before its first request. */
@NullMarked
package dev.gatehouse.http.netty.gate;

import org.jspecify.annotations.NullMarked;
