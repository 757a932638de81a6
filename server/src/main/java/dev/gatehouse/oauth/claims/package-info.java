/** What tokens and userinfo say, what clients may ask to be told, and how users have signed in. */
@NullMarked
package dev.gatehouse.oauth.claims;

import org.jspecify.annotations.NullMarked;
