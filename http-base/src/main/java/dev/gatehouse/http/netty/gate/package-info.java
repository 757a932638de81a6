/** Bounds how many connections a listener holds, and how long one may stay silent before its first request. */
package dev.gatehouse.http.netty.gate;
