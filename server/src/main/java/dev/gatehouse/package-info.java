/** The wiring: every part of the server is made here, by hand, in one place. */
package dev.gatehouse;
