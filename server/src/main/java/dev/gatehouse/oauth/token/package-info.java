/** Tokens: what may be in them, how they are made, kept, rotated and revoked. */
@NullMarked
package dev.gatehouse.oauth.token;

import org.jspecify.annotations.NullMarked;
