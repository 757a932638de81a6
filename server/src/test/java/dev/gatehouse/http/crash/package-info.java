/** Processes that are killed while others go on, and what their clients keep. */
package dev.gatehouse.http.crash;
