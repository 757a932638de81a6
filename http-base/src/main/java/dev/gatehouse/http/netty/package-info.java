/**
 * How listeners serve the routes of {@code http} on Vert.x and Netty: framing guard, deadlines, admission, reading of
 * bodies, writing of responses, request log. No feature looks in here.
 */
@NullMarked
package dev.gatehouse.http.netty;

import org.jspecify.annotations.NullMarked;
