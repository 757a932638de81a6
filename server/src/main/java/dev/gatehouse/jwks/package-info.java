/** Key sets of others (RFC 7517): fetched, remembered for a while, and what is signed with their keys. */
@NullMarked
package dev.gatehouse.jwks;

import org.jspecify.annotations.NullMarked;
