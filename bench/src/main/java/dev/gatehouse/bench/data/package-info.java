/** What is put into tables, or sent, before something is measured. */
@NullMarked
package dev.gatehouse.bench.data;

import org.jspecify.annotations.NullMarked;
