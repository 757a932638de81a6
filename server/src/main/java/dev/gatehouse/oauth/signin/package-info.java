/** Where people sign in, decide, see what they allowed, and sign out. */
package dev.gatehouse.oauth.signin;
