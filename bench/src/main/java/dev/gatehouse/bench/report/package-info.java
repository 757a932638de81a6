/** Rounds, the figures they give, and the table that is written of them. */
@NullMarked
package dev.gatehouse.bench.report;

import org.jspecify.annotations.NullMarked;
