/** What operators look at: health, metrics and our own contracts. Knows no feature. */
package dev.gatehouse.operations;
