/** Tokens: what may be in them, how they are made, kept, rotated and revoked. */
package dev.gatehouse.oauth.token;
