/** Tells clients that a session ended in which they got an ID token, in frames of our page and by logout tokens. */
@NullMarked
package dev.gatehouse.oauth.logout;

import org.jspecify.annotations.NullMarked;
