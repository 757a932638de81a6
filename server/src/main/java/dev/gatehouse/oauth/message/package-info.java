/** How messages of the protocol are read and how its errors are written (RFC 6749 section 5.2). */
@NullMarked
package dev.gatehouse.oauth.message;

import org.jspecify.annotations.NullMarked;
