/** Where people sign in, decide, see what they allowed, and sign out. */
@NullMarked
package dev.gatehouse.oauth.signin;

import org.jspecify.annotations.NullMarked;
