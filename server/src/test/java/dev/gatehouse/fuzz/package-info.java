/** Readers of what strangers send, fed with bytes that Jazzer makes up. */
package dev.gatehouse.fuzz;
