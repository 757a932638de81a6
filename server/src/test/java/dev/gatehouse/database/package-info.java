/** Servers whose database is read-only, full, locked, crowded or another one than before, or whose clock is wrong. */
package dev.gatehouse.database;
