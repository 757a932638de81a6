/** Servers whose database is a pair, of which the primary is killed or freezes under load. */
package dev.gatehouse.database.failover;
