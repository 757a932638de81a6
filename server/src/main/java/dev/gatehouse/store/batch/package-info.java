/** What many threads ask the database for at the same time, asked at once. */
@NullMarked
package dev.gatehouse.store.batch;

import org.jspecify.annotations.NullMarked;
