/** Our own PostgreSQL: unpacked, started and stopped with the process, found again after a crash. */
@NullMarked
package dev.gatehouse.store.embedded;

import org.jspecify.annotations.NullMarked;
