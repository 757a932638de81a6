/** Our own PostgreSQL: unpacked, started and stopped with the process, found again after a crash. */
package dev.gatehouse.store.embedded;
