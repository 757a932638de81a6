/**
 * A third party to test against: a real OAuth 2 provider on loopback with strict single-use refresh tokens, which can be
 * told to be slow, odd or hostile, and counts what it is asked.
 */
package dev.gatehouse.testing.vendor;
