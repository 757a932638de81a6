/** What operators look at: health, metrics and our own contracts. Knows no feature. */
@NullMarked
package dev.gatehouse.operations;

import org.jspecify.annotations.NullMarked;
