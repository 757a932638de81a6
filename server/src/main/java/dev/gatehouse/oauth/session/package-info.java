/** Who sits before the browser: sessions, their cookies, form tokens against forgery, and limits to guessing. */
@NullMarked
package dev.gatehouse.oauth.session;

import org.jspecify.annotations.NullMarked;
