/** Who sits before the browser: sessions, their cookies, form tokens against forgery, and limits to guessing. */
package dev.gatehouse.oauth.session;
