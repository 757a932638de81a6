/**
 * Real servers, asked what they make of requests that a decision would let through. A request that one of them serves as an
 * endpoint which the token does not cover is a hole, to be mended in the module {@code decision}.
 */
@NullMarked
package dev.gatehouse.upstreams;

import org.jspecify.annotations.NullMarked;
