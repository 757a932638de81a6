/** Signing keys: where they are kept, how they rotate, and what is signed with them (RFC 7517). */
@NullMarked
package dev.gatehouse.oauth.keys;

import org.jspecify.annotations.NullMarked;
