/**
 * Calls from us to others, such as the token endpoints of third parties. Where they go is not ours to choose, so each
 * address is checked after it was looked up, the connection is made to the very address that was checked, redirects are
 * not followed, and size and time are bounded.
 */
@NullMarked
package dev.gatehouse.http.outgoing;

import org.jspecify.annotations.NullMarked;
